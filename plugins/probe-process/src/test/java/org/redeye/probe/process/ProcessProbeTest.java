package org.redeye.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.ProbeContract;

/** Real processes of the test's own. */
class ProcessProbeTest extends ProbeContract<ProcessConfig> {

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    ProcessProbeTest() {
        super(ProcessProbe.class, ProcessConfig.class);
    }

    @Override
    protected Probe<ProcessConfig> probe() {
        return new ProcessProbe();
    }

    @Override
    protected String works() {
        return "command line: 'java.*'\nuser: '" + System.getProperty("user.name") + "'";
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    /** A process that nobody else has: its argument is its mark. */
    private Process sleep(String mark) throws IOException {
        Process process = new ProcessBuilder("/bin/sleep", "1000", mark).start();
        // between fork and exec it still has the words of its parent
        started.add(process);
        for (int i = 0; i < 1000 && !process.info().commandLine().orElse("").contains(mark); i++) {
            Thread.onSpinWait();
        }
        return process;
    }

    private Outcome look(String yaml) throws Exception {
        return run(yaml, FakeProbeContext.local());
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsAndMeasuresWhatRuns() throws Exception {
        for (int i = 0; i < 3; i++) {
            started.add(new ProcessBuilder("/bin/sh", "-c", "sleep 1000; exit 7").start());
        }
        Outcome outcome = look("program: sh\ncommand line: 'sleep 1000; exit 7'\nmin: 3\nmax: 3");
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.message())
                .isEqualTo("3 are there: process named 'sh' with a command line of /sleep 1000; exit 7/.");
        assertThat(value(outcome, "processes")).isEqualTo(3);
        assertThat(value(outcome, "threads")).isEqualTo(3);
        assertThat(value(outcome, "memory_rss_bytes")).isGreaterThan(3 * 100_000);
        assertThat(value(outcome, "open_files")).isGreaterThanOrEqualTo(9);
        assertThat(value(outcome, "oldest_age_seconds")).isBetween(-0.1, 600.0);
    }

    @Test
    void measuresTheProcessorTimeThatTheKernelCounts() throws Exception {
        long pid = ProcessHandle.current().pid();
        Path file = Files.writeString(folder.resolve("pid"), pid + "\n");
        double cpu = value(look("pid file: " + file), "cpu_ratio");
        double java = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
        assertThat(cpu).isPositive().isBetween(java * 0.5, java + 0.1);
    }

    @Test
    void missesWhatDoesNotRun() throws Exception {
        Outcome outcome = look("program: no-such-program");
        assertThat(outcome.reason()).isEqualTo(Reason.MISSING);
        assertThat(outcome.message()).isEqualTo("There is no process named 'no-such-program'.");
        assertThat(look("{program: no-such-program, min: 0, max: 0}").status()).isEqualTo(Status.OK);
    }

    @Test
    void saysThatThereAreTooFewOrTooMany() throws Exception {
        Process one = sleep("12121212");
        assertThat(one.isAlive()).isTrue();
        String which = "command line: 'sleep 1000 12121212'";
        assertThat(look(which + "\nmin: 2").message()).endsWith("; expected are at least 2.");
        assertThat(look(which + "\nmin: 2").reason()).isEqualTo(Reason.COUNT);
        assertThat(look(which + "\nmin: 0\nmax: 0").reason()).isEqualTo(Reason.COUNT);
        assertThat(look(which + "\nmax memory: 1B").reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(look(which + "\nmax memory: 1GiB").status()).isEqualTo(Status.OK);
    }

    @Test
    void asksForTheUser() throws Exception {
        sleep("34343434");
        String which = "command line: 'sleep 1000 34343434'\nuser: '";
        assertThat(look(which + System.getProperty("user.name") + "'").status()).isEqualTo(Status.OK);
        assertThat(look(which + "nobody'").reason()).isEqualTo(Reason.MISSING);
    }

    @Test
    void trustsAPidFileOnlyAsFarAsTheProcessFits() throws Exception {
        Process one = sleep("56565656");
        Path file = Files.writeString(folder.resolve("pid"), one.pid() + "\n");
        assertThat(look("pid file: " + file + "\nprogram: sleep").status()).isEqualTo(Status.OK);
        assertThat(look("pid file: " + file + "\nprogram: nginx").reason()).isEqualTo(Reason.MISSING);
        one.destroyForcibly().waitFor();
        assertThat(look("pid file: " + file).reason()).isEqualTo(Reason.MISSING);
        Files.writeString(file, "../self");
        assertThat(look("pid file: " + file).message()).isEqualTo(file + " holds no number of a process.");
        assertThat(look("pid file: /no/such/pid").message()).isEqualTo("There is no file /no/such/pid.");
    }

    @Test
    void readsNamesThatLookLikeColumns() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("proc/7"));
        Files.writeString(folder.resolve("proc/uptime"), "100.00 50.00\n");
        Files.writeString(
                odd.resolve("stat"),
                "7 (a) Z (b c) S 1 7 7 0 -1 4194560 1 2 3 4 250 50 0 0 20 0 3 0 4000 1000000 5 1844 1 1 0\n");
        Files.writeString(odd.resolve("cmdline"), "/usr/bin/odd\0--x\0");
        var probe = new ProcessProbe(new ProcessTable(folder.resolve("proc"), 4096));
        Outcome outcome = probe.probe(settings("program: odd"), FakeProbeContext.local())
                .toCompletableFuture()
                .get();
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "cpu_ratio")).isEqualTo(3.0);
        assertThat(value(outcome, "threads")).isEqualTo(3);
        assertThat(value(outcome, "memory_rss_bytes")).isEqualTo(5 * 4096);
        assertThat(value(outcome, "oldest_age_seconds")).isEqualTo(60);
        assertThat(value(outcome, "open_files")).isNaN();
        assertThat(probe.probe(settings("program: 'a) Z (b c'"), FakeProbeContext.local())
                        .toCompletableFuture()
                        .get()
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void countsNoZombies() throws Exception {
        Path dead = Files.createDirectories(folder.resolve("proc/8"));
        Files.writeString(folder.resolve("proc/uptime"), "100.00 50.00\n");
        Files.writeString(
                dead.resolve("stat"),
                "8 (gone) Z 1 7 7 0 -1 4194560 1 2 3 4 250 50 0 0 20 0 1 0 4000 0 0 1844 1 1 0\n");
        var probe = new ProcessProbe(new ProcessTable(folder.resolve("proc"), 4096));
        assertThat(probe.probe(settings("program: gone"), FakeProbeContext.local())
                        .toCompletableFuture()
                        .get()
                        .reason())
                .isEqualTo(Reason.MISSING);
    }

    @Test
    void endsAnExpressionThatBacktracks() throws Exception {
        sleep("1".repeat(60));
        FakeProbeContext context = FakeProbeContext.local().within(Duration.ofMillis(500));
        Outcome outcome = run("command line: '(.*1){20}b'\nprogram: sleep", context);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
    }

    @Test
    void saysNothingAboutOtherMachines() throws Exception {
        Outcome outcome = run("program: init", FakeProbeContext.to("192.0.2.1"));
        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.message())
                .isEqualTo("The probe 'process' looks at the machine that the monitor runs on; 192.0.2.1 is another"
                        + " one.");
    }
}
