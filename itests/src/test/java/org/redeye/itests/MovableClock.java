package org.redeye.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The time of day of a process, which a test moves as it likes; what waits by the monotonic clock is left alone. */
final class MovableClock {

    private final Path library;
    private final Path offset;
    private Duration moved = Duration.ZERO;

    private MovableClock(Path library, Path offset) throws IOException {
        this.library = library;
        this.offset = offset;
        Files.writeString(offset, "0");
    }

    /** @return empty if there is no C compiler (Debian: gcc, libc6-dev) */
    static Optional<MovableClock> in(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("clock.so");
        return compiled(library) ? Optional.of(new MovableClock(library, folder.resolve("offset"))) : Optional.empty();
    }

    /** What a process needs to live by it. */
    Map<String, String> environment() {
        return Map.of(
                "REM_ADMIN_PASSWORD", Distribution.PASSWORD,
                "LD_PRELOAD", library.toString(),
                "CLOCK_OFFSET", offset.toString());
    }

    /** Sets it so far from the time of this test. */
    void moveTo(Duration fromNow) throws IOException {
        Path next = offset.resolveSibling("offset.next");
        Files.writeString(next, String.valueOf(fromNow.toSeconds()));
        Files.move(next, offset, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        moved = fromNow;
    }

    /** Moves it on. */
    void forward(Duration by) throws IOException {
        moveTo(moved.plus(by));
    }

    /** What it shows, milliseconds since the epoch. */
    long millis() {
        return System.currentTimeMillis() + moved.toMillis();
    }

    private static boolean compiled(Path library) throws InterruptedException {
        try {
            return new ProcessBuilder(
                                    "cc",
                                    "-shared",
                                    "-fPIC",
                                    "-o",
                                    library.toString(),
                                    "src/test/resources/clock.c",
                                    "-ldl")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
