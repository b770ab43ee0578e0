package org.redeye.probe.ping;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opentest4j.TestAbortedException;

/**
 * A network of a test's own: one thread that has left the machine's network for an empty one (unshare(2)). What it opens
 * lives there; when it ends, the network is gone. Needs root.
 */
final class Namespace implements AutoCloseable {

    private static final int CLONE_NEWNET = 0x40000000;

    static final C C_LIBRARY = Native.load("c", C.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** What the tests need of the C library beyond the probe. */
    interface C extends Library {
        int unshare(int flags);

        int open(String path, int flags);

        int ioctl(int fd, long request, Pointer argument);

        long read(int fd, Pointer bytes, long length);
    }

    /** Skips the test, with the reason, if this process may not have a network of its own. */
    Namespace() throws Exception {
        String missing = call(() -> {
            if (C_LIBRARY.unshare(CLONE_NEWNET) != 0) {
                return "a network namespace needs CAP_SYS_ADMIN (run as root)";
            }
            return Files.isExecutable(Path.of("/usr/sbin/ip")) || Files.isExecutable(Path.of("/sbin/ip"))
                    ? ""
                    : "there is no 'ip' (package iproute2)";
        });
        if (!missing.isEmpty()) {
            close();
            throw new TestAbortedException(missing);
        }
        ip("link set lo up");
    }

    /** Runs something within. */
    <T> T call(Callable<T> work) throws Exception {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Calls ip(8) within; returns what it says. */
    String ip(String arguments) throws Exception {
        return call(() -> {
            Process ip = new ProcessBuilder(("ip " + arguments).split(" "))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(ip.waitFor()).as("ip " + arguments + ": " + said).isZero();
            return said;
        });
    }

    /** Lets groups open ICMP datagram sockets within: {@code "0 2147483647"} for all, {@code "1 0"} for none. */
    void pingGroups(String range) throws Exception {
        call(() -> Files.writeString(Path.of("/proc/sys/net/ipv4/ping_group_range"), range));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
