package org.redeye.probe.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.text.Expression;

/** Finds processes in {@code /proc}. */
final class ProcessTable {

    /** Processes that are looked at; what is beyond is not. */
    private static final int MOST = 200_000;

    private static final int MOST_PID_BYTES = 64;

    private final Path proc;
    private final long pageBytes;

    /**
     * @param proc where the kernel shows its processes
     * @param pageBytes the size of a page of memory
     */
    ProcessTable(Path proc, long pageBytes) {
        this.proc = proc;
        this.pageBytes = pageBytes;
    }

    boolean isThere() {
        return Files.isReadable(proc.resolve("uptime"));
    }

    /** Seconds since the machine's start. */
    double uptime() throws IOException {
        return Double.parseDouble(Files.readString(proc.resolve("uptime")).split(" ")[0]);
    }

    /** A pid file that cannot be used; the message says why. */
    static final class PidFileException extends Exception {
        private static final long serialVersionUID = 1;

        PidFileException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The processes that meet all of what is given, without those that have ended and wait for their parent.
     *
     * @param deadline when an expression gives up, by {@link System#nanoTime}
     * @throws InterruptedException if the run is over
     * @throws PidFileException if the pid file is not there or holds no number
     */
    List<Running> find(ProcessConfig config, long deadline) throws IOException, InterruptedException, PidFileException {
        if (!config.pidFile().isEmpty()) {
            Path one = proc.resolve(pid(Path.of(config.pidFile())));
            return Files.isDirectory(one) ? look(one, config, deadline).stream().toList() : List.of();
        }
        var found = new ArrayList<Running>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[1-9]*")) {
            int looked = 0;
            for (Path folder : folders) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (++looked > MOST) {
                    break;
                }
                look(folder, config, deadline).ifPresent(found::add);
            }
        }
        return found;
    }

    private static String pid(Path file) throws PidFileException {
        try (var in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_PID_BYTES), StandardCharsets.ISO_8859_1).strip();
            String first = text.split("\\s+", 2)[0];
            if (!first.matches("[1-9][0-9]{0,9}")) {
                throw new PidFileException(file + " holds no number of a process.");
            }
            return first;
        } catch (NoSuchFileException e) {
            throw new PidFileException("There is no file " + file + ".");
        } catch (IOException e) {
            throw new PidFileException(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private Optional<Running> look(Path folder, ProcessConfig config, long deadline) {
        return Running.read(folder, pageBytes)
                .filter(process -> !process.zombie())
                .filter(process -> config.user().isEmpty()
                        || process.owner().map(owner -> owner.is(config.user())).orElse(false))
                .filter(process -> commanded(process, config, deadline));
    }

    private static boolean commanded(Running process, ProcessConfig config, long deadline) {
        if (config.program().isEmpty() && config.commandLine().isEmpty()) {
            return true;
        }
        String[] words = process.command();
        boolean named = config.program().isEmpty()
                || process.name().equals(config.program())
                || words.length > 0 && fileName(words[0]).equals(config.program());
        return named
                && (config.commandLine().isEmpty()
                        || Expression.of(config.commandLine()).isFoundIn(String.join(" ", words), deadline));
    }

    private static String fileName(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
