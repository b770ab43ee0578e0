package org.redeye.probe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.ProbeContract;

/** The contract, and this very machine: what the probe says agrees with what other programs read. */
class SystemProbeTest extends ProbeContract<SystemConfig> {

    private static final String NO_LIMITS =
            "{disk warning: 0, disk critical: 0, memory warning: 0, memory critical: 0, load warning: 0, load critical: 0}";

    private final SystemProbe probe = new SystemProbe();

    SystemProbeTest() {
        super(SystemProbe.class, SystemConfig.class);
    }

    @Override
    protected Probe<SystemConfig> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return NO_LIMITS;
    }

    @Test
    void agreesWithProcWithinTwoPercent() throws Exception {
        List<Metric> metrics = run(NO_LIMITS, context()).metrics();
        assertAgrees(value(metrics, "memory_total_bytes", ""), meminfo("MemTotal"));
        assertAgrees(value(metrics, "memory_available_bytes", ""), meminfo("MemAvailable"));
        assertAgrees(value(metrics, "memory_used_ratio", ""), 1 - meminfo("MemAvailable") / meminfo("MemTotal"), 0.02);
        long processors = Files.readString(Path.of("/proc/stat"))
                .lines()
                .filter(l -> l.matches("cpu[0-9].*"))
                .count();
        String[] cpu = Files.readString(Path.of("/proc/stat"))
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" +");
        assertThat(value(metrics, "cpu_count", "")).isEqualTo((double) processors);
        assertAgrees(value(metrics, "cpu_ratio", "user"), Double.parseDouble(cpu[1]) / 100 / processors);
        assertAgrees(value(metrics, "cpu_ratio", "system"), Double.parseDouble(cpu[3]) / 100 / processors);
        assertAgrees(value(metrics, "cpu_idle_ratio", ""), Double.parseDouble(cpu[4]) / 100 / processors);
        assertAgrees(
                value(metrics, "uptime_seconds", ""),
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]));
    }

    @Test
    void agreesWithDfWithinTwoPercent() throws Exception {
        List<Metric> metrics = run(NO_LIMITS, context()).metrics();
        String root = metrics.stream()
                .filter(metric -> metric.name().equals("disk_total_bytes"))
                .map(Metric::item)
                .findFirst()
                .orElseThrow();
        double[] bytes = df(root, "size,used,avail");
        assertAgrees(value(metrics, "disk_total_bytes", root), bytes[0]);
        assertAgrees(value(metrics, "disk_used_bytes", root), bytes[1]);
        assertAgrees(value(metrics, "disk_free_bytes", root), bytes[2]);
        assertAgrees(value(metrics, "disk_used_ratio", root), bytes[1] / (bytes[1] + bytes[2]), 0.02);
        double[] inodes = df(root, "itotal,iused,iavail");
        if (inodes[0] > 0) {
            assertAgrees(value(metrics, "disk_inodes", root), inodes[0]);
            assertAgrees(value(metrics, "disk_inodes_free", root), inodes[2]);
        }
    }

    @Test
    void tellsWhatItCosts() throws Exception {
        assertThat(value(run(NO_LIMITS, context()).metrics(), "run_cpu_seconds", ""))
                .isPositive();
    }

    @Test
    void doesNotPassThisMachineOffAsAnother() throws Exception {
        Outcome outcome = run(NO_LIMITS, FakeProbeContext.to("192.0.2.1"));
        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(outcome.message())
                .isEqualTo(
                        "The probe 'system' looks at the machine that the monitor runs on; 192.0.2.1 is another one.");
        assertThat(run(NO_LIMITS, FakeProbeContext.to("127.0.0.1")).status()).isEqualTo(Status.OK);
    }

    private static void assertAgrees(double actual, double expected) {
        assertAgrees(actual, expected, Math.abs(expected) * 0.02);
    }

    private static void assertAgrees(double actual, double expected, double tolerance) {
        assertThat(actual).isCloseTo(expected, within(tolerance));
    }

    private static double value(List<Metric> metrics, String name, String item) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name) && metric.item().equals(item))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + "[" + item + "] in " + metrics))
                .value();
    }

    private static double meminfo(String name) throws Exception {
        return Files.readString(Path.of("/proc/meminfo"))
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.split(" +")[1]) * 1_024)
                .findFirst()
                .orElseThrow();
    }

    /** Columns of df(1). */
    private static double[] df(String mount, String columns) throws Exception {
        Process df = new ProcessBuilder("df", "-B1", "--output=" + columns, mount)
                .redirectErrorStream(true)
                .start();
        String answer = new String(df.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(df.waitFor()).as(answer).isZero();
        String[] values =
                answer.lines().skip(1).findFirst().orElseThrow().strip().split(" +");
        return Arrays.stream(values)
                .mapToDouble(value -> value.equals("-") ? 0 : Double.parseDouble(value))
                .toArray();
    }
}
