package org.redeye.probe.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.schema.Secret;
import org.redeye.packages.script.ProcessCommands;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.MetricRules;

/** Real programs: shell scripts of the test's own, and Debian's plugins where they are installed. */
class ScriptProbeTest {

    private static final Path DEBIAN = Path.of("/usr/lib/nagios/plugins");

    @TempDir
    private Path data;

    private ProcessCommands commands;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(data.resolve("data/packages/test/scripts"));
        commands = new ProcessCommands(FakePlatform.in(data), Trusting.all());
    }

    @AfterEach
    void close() {
        commands.close();
    }

    private static ScriptConfig config(String... command) {
        return new ScriptConfig(List.of(command), Map.of(), 64 << 10, 512L << 20);
    }

    private Outcome run(ScriptConfig config, FakeProbeContext context) throws Exception {
        return new ScriptProbe(commands)
                .probe(config, context)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private Outcome sh(String lines) throws Exception {
        return run(config("/bin/sh", "-c", lines), FakeProbeContext.local());
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + outcome.metrics()));
    }

    @Test
    void takesStatusFromTheExitCode() throws Exception {
        assertThat(sh("echo fine").status()).isEqualTo(Status.OK);
        assertThat(sh("echo so so; exit 1").status()).isEqualTo(Status.WARNING);
        Outcome bad = sh("echo bad; exit 2");
        assertThat(bad.status()).isEqualTo(Status.CRITICAL);
        assertThat(bad.reason()).isEqualTo(Reason.STATUS);
        assertThat(bad.message()).isEqualTo("bad");
        assertThat(sh("echo who knows; exit 3").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void takesAnyOtherExitCodeForABrokenProgram() throws Exception {
        Outcome strange = sh("echo oops; exit 42");
        assertThat(strange.status()).isEqualTo(Status.UNKNOWN);
        assertThat(strange.reason()).isEqualTo(Reason.BROKEN);
        assertThat(strange.message())
                .isEqualTo("sh ended with exit code 42; expected is 0 (ok), 1 (warning), 2 (critical) or 3 (unknown)."
                        + " It wrote: oops");
        assertThat(sh("kill -SEGV $$").message()).contains("exit code 139");
    }

    @Test
    void repeatsStandardErrorOfAProgramThatSaysNothingElse() throws Exception {
        assertThat(sh("echo 'no such host' >&2; exit 2").message())
                .isEqualTo("sh wrote nothing and ended with exit code 2. On standard error: no such host");
    }

    @Test
    void makesMetricsOfPerformanceData() throws Exception {
        Outcome outcome = sh("echo \"fine | rta=12ms;50;100;0 pl=5% hits=7c '/var'=2MB junk\"");
        assertThat(outcome.metrics())
                .contains(
                        Metric.of("rta_seconds", "s", 0.012),
                        Metric.of("pl_ratio", "ratio", 0.05),
                        Metric.rate("hits_per_second", "", "/s", 7),
                        Metric.of("value_bytes", "/var", "B", 2 << 20),
                        Metric.of("values_ignored", "", 1));
        assertThat(MetricRules.problems(outcome.metrics())).isEmpty();
    }

    @Test
    void saysThresholdWhereAValueIsBeyondItsOwn() throws Exception {
        assertThat(sh("echo 'slow | time=3s;1;5'; exit 1").reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(sh("echo 'slow | time=0.5s;1;5'; exit 1").reason()).isEqualTo(Reason.STATUS);
    }

    @Test
    void handsNothingToAShell() throws Exception {
        Outcome outcome = run(config("/bin/echo", "$(id); `id`", "| a=1"), FakeProbeContext.local());
        assertThat(outcome.message()).isEqualTo("$(id); `id`");
        assertThat(value(outcome, "a")).isEqualTo(1);
    }

    @Test
    void givesACleanEnvironment() throws Exception {
        var config =
                new ScriptConfig(List.of("/usr/bin/env"), Map.of("TOKEN", new Secret("sesame")), 64 << 10, 512L << 20);
        FakeProbeContext context = FakeProbeContext.to("192.0.2.7");
        Outcome outcome = run(
                new ScriptConfig(
                        List.of("/bin/sh", "-c", "env | cut -d= -f1 | sort | tr '\\n' ' '"),
                        config.environment(),
                        64 << 10,
                        512L << 20),
                context);
        assertThat(outcome.message().split(" "))
                .isSubsetOf(
                        "LANG",
                        "PATH",
                        "PWD",
                        "PYTHONDONTWRITEBYTECODE",
                        "REM_ADDRESS",
                        "REM_CHECK",
                        "REM_HOST",
                        "REM_PACKAGE",
                        "REM_RUN",
                        "TOKEN",
                        "_")
                .contains("TOKEN", "REM_ADDRESS");
        assertThat(context.lines().toString()).doesNotContain("sesame");
    }

    @Test
    void killsWhatForksAndHangs() throws Exception {
        Path pids = data.resolve("pids");
        // one in the background, one in a session of its own, one whose parent is gone and whose session is another
        String lines = "sleep 1000 & echo $! >> %1$s; setsid sh -c 'echo $$ >> %1$s; exec sleep 1001' & "
                + "(setsid sh -c 'sleep 1002 & echo $! >> %1$s' &) ; echo begun; wait";
        var config = config("/bin/sh", "-c", lines.formatted(pids));
        Outcome outcome = run(config, FakeProbeContext.local().within(Duration.ofMillis(800)));
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message()).startsWith("/bin/sh did not end within 7").endsWith("ms and was killed.");
        assertThat(outcome.evidence()).isEqualTo("begun\n");
        assertThat(Files.readAllLines(pids)).hasSize(3).allSatisfy(ScriptProbeTest::isDead);
    }

    @Test
    void killsWhatIsCancelled() throws Exception {
        Path pids = data.resolve("pids");
        CompletableFuture<Outcome> run = new ScriptProbe(commands)
                .probe(
                        config(
                                "/bin/sh",
                                "-c",
                                "echo $$ > " + pids + ".new; mv " + pids + ".new " + pids + "; exec sleep 1000"),
                        FakeProbeContext.local())
                .toCompletableFuture();
        for (int i = 0; i < 1000 && !Files.exists(pids); i++) {
            Thread.sleep(10); // a process begins when it begins
        }
        run.cancel(true);
        assertThat(Files.readAllLines(pids)).hasSize(1).allSatisfy(ScriptProbeTest::isDead);
    }

    private static void isDead(String pid) throws InterruptedException {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .handle((gone, late) -> gone)
                .join());
        Path status = Path.of("/proc", pid, "stat");
        try { // whoever nobody waits for stays in the table as a zombie; it runs no more
            assertThat(Files.exists(status) ? Files.readString(status) : ") Z ").contains(") Z ");
        } catch (IOException e) {
            assertThat(status).doesNotExist();
        }
    }

    @Test
    void killsWhatFloods() throws Exception {
        Outcome outcome = sh("while :; do echo 01234567890123456789012345678901234567890123456789; done");
        assertThat(outcome.reason()).isEqualTo(Reason.SIZE);
        assertThat(outcome.message()).isEqualTo("/bin/sh wrote more than 65536 bytes and was killed.");
    }

    @Test
    void boundsTheMemory() throws Exception {
        var config = new ScriptConfig(
                List.of("/bin/sh", "-c", "x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo $x"),
                Map.of(),
                64 << 10,
                64L << 20);
        Outcome outcome = run(config, FakeProbeContext.local());
        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.BROKEN);
    }

    @Test
    void runsNothingForAPackageThatIsNotTrusted() throws Exception {
        Path ran = data.resolve("ran");
        commands.close();
        commands = new ProcessCommands(FakePlatform.in(data), Trusting.none());
        Outcome outcome = run(config("/usr/bin/touch", ran.toString()), FakeProbeContext.local());
        assertThat(outcome.reason()).isEqualTo(Reason.PERMISSION);
        assertThat(outcome.message())
                .isEqualTo("/usr/bin/touch was not started: commands of the package 'test' run once an admin trusts"
                        + " the package.");
        assertThat(ran).doesNotExist();
    }

    @Test
    void namesAProgramThatIsNotThere() throws Exception {
        Outcome outcome = run(config("/no/such/check"), FakeProbeContext.local());
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(outcome.message()).isEqualTo("There is no file /no/such/check on this machine.");
        assertThat(run(config("/etc/passwd"), FakeProbeContext.local()).message())
                .isEqualTo("/etc/passwd may not be executed by the user that Red Eye Monitor runs as.");
        assertThat(run(config("/bin/a\0b"), FakeProbeContext.local()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void runsProgramsOfThePackage() throws Exception {
        Path own = Files.writeString(
                data.resolve("data/packages/test/scripts/own.sh"), "#!/bin/sh\necho \"$# arguments | n=$#\"\nexit 1\n");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        Outcome outcome = run(config("scripts/own.sh", "a b", "c"), FakeProbeContext.local());
        assertThat(outcome.status()).isEqualTo(Status.WARNING);
        assertThat(outcome.message()).isEqualTo("2 arguments");
        assertThat(run(config("../../own.sh"), FakeProbeContext.local()).reason())
                .isEqualTo(Reason.SETTINGS);
    }

    private Outcome debian(String name, String... arguments) throws Exception {
        assumeThat(DEBIAN.resolve(name)).as("Debian's monitoring-plugins-basic").exists();
        var words = new java.util.ArrayList<>(List.of(DEBIAN.resolve(name).toString()));
        words.addAll(List.of(arguments));
        Outcome outcome = run(config(words.toArray(String[]::new)), FakeProbeContext.to("127.0.0.1"));
        assertThat(MetricRules.problems(outcome.metrics())).as(name).isEmpty();
        assertThat(value(outcome, "values_ignored")).as(name).isZero();
        return outcome;
    }

    @Test
    void runsDebiansLoad() throws Exception {
        Outcome load = debian("check_load", "-w", "1000,1000,1000", "-c", "2000,2000,2000");
        assertThat(load.status()).isEqualTo(Status.OK);
        assertThat(load.message()).startsWith("LOAD OK");
        assertThat(value(load, "load15")).isNotNegative();
    }

    @Test
    void runsDebiansDisk() throws Exception {
        Outcome disk = debian("check_disk", "-w", "0%", "-c", "0%", "-p", "/");
        assertThat(disk.status()).isEqualTo(Status.OK);
        assertThat(disk.metrics())
                .anyMatch(metric ->
                        metric.name().equals("value_bytes") && metric.item().equals("/") && metric.value() > 0);
    }

    @Test
    void runsDebiansProcs() throws Exception {
        Outcome procs = debian("check_procs", "-c", "0:0");
        assertThat(procs.status()).isEqualTo(Status.CRITICAL);
        assertThat(procs.reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(value(procs, "procs")).isPositive();
    }

    @Test
    void runsDebiansTcp() throws Exception {
        try (var open = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Outcome tcp = debian("check_tcp", "-H", "127.0.0.1", "-p", "" + open.getLocalPort());
            assertThat(tcp.status()).as(tcp.message()).isEqualTo(Status.OK);
            assertThat(value(tcp, "time_seconds")).isPositive();
        }
    }

    @Test
    void runsDebiansFileAgeAndDummy() throws Exception {
        Path file = Files.writeString(data.resolve("f"), "x");
        assertThat(debian("check_file_age", "-f", file.toString()).message()).startsWith("FILE_AGE OK");
        Outcome usage = debian("check_dummy", "3", "who knows");
        assertThat(usage.status()).isEqualTo(Status.UNKNOWN);
        assertThat(usage.message()).isEqualTo("UNKNOWN: who knows");
    }
}
