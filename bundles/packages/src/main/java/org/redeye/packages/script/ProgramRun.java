package org.redeye.packages.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.redeye.api.script.ScriptCall.Limits;

/**
 * One run of a program, from its start to the death of all that it started. Where the system has {@code setsid} it gets a
 * session of its own, and with it whoever it leaves behind is found; a child that leaves that session is found as long as
 * its parent lives.
 */
final class ProgramRun {

    /** Bytes of standard error that are kept, the last ones. */
    static final int KEPT_ERRORS = 64 * 1024;

    /** A mark that everything a program starts inherits: what left its session and lost its parent is found by it. */
    static final String MARK = "REM_RUN";

    private static final long LOOK_MILLIS = 50;
    /** Looks between two walks over the family, each of which reads the whole table of processes. */
    private static final int LOOKS_PER_WALK = 10;

    private static final long CLOSING_MILLIS = 1_000;

    /** How it ended. */
    enum End {
        EXIT,
        TIMEOUT,
        FLOODED
    }

    /** What is left of it. */
    record Ended(End end, int exitCode, byte[] output, String errors, Duration took) {

        private static final int LAST_LINES = 3;
        private static final int LAST_CHARS = 500;

        /** What it wrote, as UTF-8. */
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }

        /** The end of standard error, in one line, as the end of a message; empty if it wrote nothing there. */
        String lastWords() {
            List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
            String last = String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                    .replaceAll("\\p{Cntrl}", " ")
                    .strip();
            String shown = last.substring(Math.max(0, last.length() - LAST_CHARS));
            return shown.isEmpty() ? "" : " It last said: " + shown;
        }
    }

    private final Process process;
    private final String mark;
    private final boolean session;
    private final Limits limits;
    private final long started = System.nanoTime();
    private final Set<ProcessHandle> family = new HashSet<>();
    private final Drain output;
    private final Drain errors;
    private boolean killed;

    private ProgramRun(Process process, String mark, boolean session, Limits limits) {
        this.process = process;
        this.mark = mark;
        this.session = session;
        this.limits = limits;
        this.output = Drain.all(process.getInputStream(), limits.outputBytes());
        this.errors = Drain.last(process.getErrorStream(), KEPT_ERRORS);
    }

    /**
     * Runs a program to its end.
     *
     * @param command the program and its arguments
     * @param environment all of its environment but the mark
     * @param input what it reads
     */
    static Ended run(List<String> command, Map<String, String> environment, String input, Limits limits)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rem-script-");
        try {
            Path given = Files.writeString(folder.resolve("input"), input);
            var words = new ArrayList<String>();
            boolean session = Tool.SETSID.addTo(words);
            if (Tool.PRLIMIT.addTo(words)) {
                words.addAll(List.of("--core=0", "--as=" + limits.memoryBytes(), "--"));
            }
            words.addAll(command);
            var builder = new ProcessBuilder(words)
                    .directory(Files.createDirectory(folder.resolve("work")).toFile())
                    .redirectInput(given.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            String mark = UUID.randomUUID().toString();
            builder.environment().put(MARK, mark);
            var run = new ProgramRun(builder.start(), MARK + "=" + mark, session, limits);
            try {
                return run.toEnd();
            } finally {
                run.killAll();
            }
        } finally {
            remove(folder);
        }
    }

    private Ended toEnd() throws InterruptedException {
        long deadline = started + limits.time().toNanos();
        End end = End.EXIT;
        for (int look = 1; !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS); look++) {
            if (look % LOOKS_PER_WALK == 0) {
                process.descendants().forEach(family::add);
            }
            if (output.flooded()) {
                end = End.FLOODED;
                break;
            }
            if (System.nanoTime() - deadline >= 0) {
                end = End.TIMEOUT;
                break;
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        killAll(); // whoever still holds the pipes would keep them open
        process.waitFor(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        byte[] answer = output.end(CLOSING_MILLIS);
        if (end == End.EXIT && output.flooded()) {
            end = End.FLOODED;
        }
        int exit = process.isAlive() ? -1 : process.exitValue();
        return new Ended(end, exit, answer, new String(errors.end(CLOSING_MILLIS), StandardCharsets.UTF_8), took);
    }

    private void killAll() {
        if (killed) {
            return; // its number may belong to somebody else by now
        }
        killed = true;
        process.descendants().forEach(family::add);
        process.toHandle().destroyForcibly(); // the process itself would close the pipes, with what is still in them
        family.forEach(ProcessHandle::destroyForcibly);
        if (session) {
            Tool.killSession(process.pid());
        }
        Strays.kill(mark);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Reads a stream on a thread of its own, so that a program never waits for its reader. */
    private static final class Drain extends Thread {
        private final InputStream in;
        private final int most;
        private final boolean last;
        private final byte[] kept;
        private long count;
        private boolean flooded;

        private Drain(InputStream in, int most, boolean last) {
            super("rem-script-output");
            this.in = in;
            this.most = most;
            this.last = last;
            this.kept = new byte[most];
            setDaemon(true);
            start();
        }

        /** Keeps all; stops when there is more than {@code most}. */
        static Drain all(InputStream in, int most) {
            return new Drain(in, most, false);
        }

        /** Keeps the last bytes. */
        static Drain last(InputStream in, int most) {
            return new Drain(in, most, true);
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                int n = in.read(buffer);
                while (n >= 0) {
                    if (!take(buffer, n)) {
                        return;
                    }
                    n = in.read(buffer);
                }
            } catch (IOException e) {
                return; // closed: the program is dead, or given up
            }
        }

        /** Whether to go on. */
        private synchronized boolean take(byte[] buffer, int n) {
            for (int i = 0; i < n; i++) {
                if (count == most && !last) {
                    flooded = true;
                    return false;
                }
                kept[(int) (count++ % most)] = buffer[i];
            }
            return true;
        }

        synchronized boolean flooded() {
            return flooded;
        }

        /** What was kept, after at most so many milliseconds. */
        byte[] end(long millis) throws InterruptedException {
            join(millis);
            try {
                in.close();
            } catch (IOException e) {
                return bytes(); // closed is closed
            }
            return bytes();
        }

        private synchronized byte[] bytes() {
            int length = (int) Math.min(count, most);
            byte[] bytes = new byte[length];
            long from = count - length;
            for (int i = 0; i < length; i++) {
                bytes[i] = kept[(int) ((from + i) % most)];
            }
            return bytes;
        }
    }
}
