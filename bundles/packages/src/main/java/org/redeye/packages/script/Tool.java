package org.redeye.packages.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small programs of the system that bound others; where one is missing, its bound does not hold. */
enum Tool {
    SETSID,
    PRLIMIT,
    KILL;

    private static final Logger LOG = LoggerFactory.getLogger(Tool.class);

    private final Optional<String> path;

    Tool() {
        String name = name().toLowerCase(java.util.Locale.ROOT);
        path = List.of("/usr/bin/", "/bin/").stream()
                .map(folder -> folder + name)
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    /** Puts the tool before a command; whether it is there. */
    boolean addTo(List<String> command) {
        path.ifPresent(command::add);
        return path.isPresent();
    }

    /** Kills whoever is left in the session, which is also the process group, that a process began. */
    static void killSession(long pid) {
        if (KILL.path.isEmpty()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder(KILL.path.get(), "-KILL", "--", "-" + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            LOG.debug("{} cannot be started", KILL.path.get(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
