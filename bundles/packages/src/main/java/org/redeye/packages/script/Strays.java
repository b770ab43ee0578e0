package org.redeye.packages.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that nobody's child and in nobody's session any more are, found by what stands in their environment. */
final class Strays {

    private static final Path PROC = Path.of("/proc");
    /** Walks over the table of processes: one that begins others faster than they are killed is not chased for ever. */
    private static final int MOST_WALKS = 5;

    private Strays() {}

    /** Kills all that have this mark, {@code NAME=VALUE}, in their environment; none where there is no {@code /proc}. */
    static void kill(String mark) {
        List<ProcessHandle> found = find(mark);
        for (int walk = 1; walk < MOST_WALKS && !found.isEmpty(); walk++) {
            found.forEach(ProcessHandle::destroyForcibly);
            found = find(mark);
        }
        found.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<ProcessHandle> find(String mark) {
        var found = new ArrayList<ProcessHandle>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : processes) {
                if (isMarked(process, mark)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return found; // no Linux
        }
        return found;
    }

    private static boolean isMarked(Path process, String mark) {
        try {
            // a zombie has none left, so that what was killed is not found again
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .contains(mark);
        } catch (IOException e) {
            return false; // gone, or somebody else's
        }
    }
}
