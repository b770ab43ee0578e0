package org.redeye.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.karaf.main.Main;
import org.jspecify.annotations.Nullable;

/**
 * Runs the container until somebody ends it. Karaf's own entry stops its bundles at SIGTERM only; here Ctrl-C and a
 * closed terminal do so too. Exit status: 1 if it could not start, 0 after a shutdown from the shell, else the signal's.
 */
public final class Launcher {

    /** More than {@code karaf.shutdown.timeout} in etc/custom.properties. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Launcher() {}

    public static void main(String[] words) throws Exception {
        Path data = Path.of(System.getProperty("rem.data"));
        FileLock lock = lock(data);
        if (lock == null) {
            System.err.println("Another process uses the data in " + data);
            System.exit(1);
        }
        System.setProperty("karaf.handle.sigterm", "false");
        var container = new Main(words);
        // while its classes are archived it ends with all of them loaded, and nobody wants its data
        if (!Boolean.getBoolean("rem.throwaway")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(container), "stop the container"));
        }
        try {
            container.launch();
        } catch (Exception e) {
            System.err.println("The container could not start: " + e);
            System.exit(1);
        }
        container.awaitShutdown();
        System.exit(0);
    }

    /** Taken for as long as the process lives; the system gives it back however the process ends. */
    private static @Nullable FileLock lock(Path data) throws IOException {
        return FileChannel.open(data.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
    }

    /** Waits for the bundles to stop, in a thread of its own: one of Karaf's may be waiting for this exit. */
    private static void stop(Main container) {
        var stopping = new Thread(() -> destroy(container), "stop the bundles");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void destroy(Main container) {
        try {
            container.destroy();
        } catch (Exception e) {
            System.err.println("The container did not stop cleanly: " + e);
        }
    }
}
