package org.redeye.probe.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process as {@code /proc/PID} shows it; see proc(5).
 *
 * @param folder its folder in {@code /proc}
 * @param name what the kernel calls it, at most 15 bytes
 * @param zombie whether it has ended and waits for its parent to notice
 * @param cpuSeconds processor time so far, in the program and for it in the kernel
 * @param startSeconds when it began, since the machine's start
 * @param rssBytes memory that is really there
 */
record Running(
        Path folder, String name, boolean zombie, double cpuSeconds, int threads, double startSeconds, long rssBytes) {

    /** USER_HZ: the same on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Columns of {@code stat} behind the name, which proc(5) counts from 3 on. */
    private static final int STATE = 0;

    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int THREADS = 17;
    private static final int STARTTIME = 19;
    private static final int RSS = 21;

    private static final int MOST_COMMAND_BYTES = 64 * 1024;
    private static final int MOST_FILES = 100_000;

    /** Reads one; empty if it is gone. */
    static Optional<Running> read(Path folder, long pageBytes) {
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            int end = stat.lastIndexOf(')'); // the name may hold anything, brackets and blanks too
            String name = stat.substring(stat.indexOf('(') + 1, end);
            String[] columns = stat.substring(end + 2).split(" ");
            return Optional.of(new Running(
                    folder,
                    new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                    columns[STATE].equals("Z"),
                    (Long.parseLong(columns[UTIME]) + Long.parseLong(columns[STIME])) / TICKS_PER_SECOND,
                    Integer.parseInt(columns[THREADS]),
                    Long.parseLong(columns[STARTTIME]) / TICKS_PER_SECOND,
                    Long.parseLong(columns[RSS]) * pageBytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its number. */
    String pid() {
        return folder.getFileName().toString();
    }

    /** Its words; empty for what the kernel itself runs, and for what is gone. */
    String[] command() {
        try (InputStream in = Files.newInputStream(folder.resolve("cmdline"))) {
            String words = new String(in.readNBytes(MOST_COMMAND_BYTES), StandardCharsets.UTF_8);
            return words.isEmpty() ? new String[0] : words.split("\0");
        } catch (IOException e) {
            return new String[0];
        }
    }

    /** The user it runs as; empty if it is gone. */
    Optional<Owner> owner() {
        try {
            return Optional.of(new Owner(
                    Files.getOwner(folder).getName(),
                    Files.getAttribute(folder, "unix:uid").toString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A user.
     *
     * @param name as the system has it, or the number where it has none
     */
    record Owner(String name, String number) {

        boolean is(String user) {
            return user.equals(name) || user.equals(number);
        }
    }

    /** How many files it has open; NaN if this node may not see that. */
    double openFiles() {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("fd"))) {
            for (Path ignored : files) {
                if (++count == MOST_FILES) {
                    return count;
                }
            }
            return count;
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return Double.NaN;
        }
    }
}
