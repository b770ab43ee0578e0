package org.redeye.probe.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.MetricRules;
import org.redeye.testkit.ProbeContract;

class SelfProbeTest extends ProbeContract<SelfConfig> {

    private final SelfProbe probe = new SelfProbe();

    SelfProbeTest() {
        super(SelfProbe.class, SelfConfig.class);
        add("org.redeye.checks", () -> List.of(Meter.gauge("checks_waiting", "Slots that are due", 3)));
    }

    @Override
    protected Probe<SelfConfig> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{}";
    }

    @Test
    void readsEveryPartUnderTheNamesThatSeriesHave() throws Exception {
        add(
                "org.example.part",
                () -> List.of(
                        Meter.gauge("late_seconds", "h", 0.5).with("quantile", "0.99"),
                        Meter.counter("runs_total", "h", 7).with("probe", "ping"),
                        Meter.counter("runs_total", "h", 9).with("probe", "http"),
                        Meter.counter("sent_bytes_total", "h", 100),
                        Meter.counter("store_seconds_total", "h", 12),
                        Meter.gauge("slots", "h", 1).with("b", "2").with("a", "1")));
        List<Metric> metrics = run("{}", context()).metrics();
        assertThat(metrics)
                .contains(
                        Metric.of("checks_waiting", "", 3),
                        Metric.of("late_seconds", "0.99", "s", 0.5),
                        Metric.rate("runs_per_second", "ping", "/s", 7),
                        Metric.rate("runs_per_second", "http", "/s", 9),
                        Metric.rate("sent_bytes_per_second", "", "B/s", 100),
                        Metric.rate("store_ratio", "", "ratio", 12),
                        Metric.of("slots", "a=1,b=2", "", 1));
        assertThat(MetricRules.problems(metrics)).isEmpty();
    }

    @Test
    void namesThePartThatCannotTellAndReadsTheOthers() throws Exception {
        add("org.example.broken", () -> {
            throw new IllegalStateException("half gone");
        });
        FakeProbeContext context = context();
        Outcome outcome = run("{}", context);
        assertThat(outcome.status()).isEqualTo(Status.WARNING);
        assertThat(outcome.reason()).isEqualTo(Reason.BROKEN);
        assertThat(outcome.message()).isEqualTo("org.example.broken cannot tell how it is.");
        assertThat(outcome.metrics()).contains(Metric.of("checks_waiting", "", 3));
        assertThat(context.lines())
                .containsExactly(
                        "org.example.broken cannot tell how it is: java.lang.IllegalStateException: half gone");
    }

    @Test
    void aPartThatHasGoneIsReadNoMore() throws Exception {
        Meters part = () -> List.of(Meter.gauge("gone", "h", 1));
        probe.add(part, Map.of());
        assertThat(run("{}", context()).metrics()).contains(Metric.of("gone", "", 1));
        probe.remove(part);
        assertThat(run("{}", context()).metrics()).doesNotContain(Metric.of("gone", "", 1));
    }

    @Test
    void tellsHowTheProcessIs() throws Exception {
        List<Metric> metrics = run("{}", context()).metrics();
        assertThat(metrics)
                .extracting(Metric::name)
                .contains(
                        "process_resident_bytes",
                        "process_cpu_ratio",
                        "process_uptime_seconds",
                        "process_open_files",
                        "jvm_heap_used_bytes",
                        "jvm_heap_max_bytes",
                        "jvm_threads",
                        "jvm_gc_per_second",
                        "jvm_gc_ratio");
        double cpu = metrics.stream()
                .filter(metric -> metric.name().equals("process_cpu_ratio"))
                .findFirst()
                .orElseThrow()
                .value();
        double total =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
        assertThat(cpu).isCloseTo(total, within(0.02 * total + 0.1));
    }

    @Test
    void warnsWhenItNeedsMoreMemoryThanAllowed() throws Exception {
        Outcome outcome = run("memory warning: 1MiB", context());
        assertThat(outcome.status()).isEqualTo(Status.WARNING);
        assertThat(outcome.reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(outcome.message()).matches("The monitor uses [0-9]+ MiB of memory \\(limit 1 MiB\\)\\.");
    }

    @Test
    void takesOnlyTheChosenMetrics() throws Exception {
        assertThat(run("{metrics: [checks_*, jvm_*], exclude metrics: jvm_gc*}", context())
                        .metrics())
                .extracting(Metric::name)
                .contains("checks_waiting", "jvm_threads")
                .doesNotContain("jvm_gc_ratio", "process_cpu_ratio");
    }

    @Test
    void leavesOutWhatIsBeyondItsBoundsAndSaysSo() throws Exception {
        add("org.example.much", () -> IntStream.range(0, 6_000)
                .mapToObj(i -> Meter.gauge("much", "h", i).with("i", String.valueOf(i)))
                .toList());
        add("org.example.bad", () -> List.of(Meter.gauge("Bad Name", "h", 1), Meter.gauge("jvm_threads", "h", 1)));
        FakeProbeContext context = context();
        assertThat(run("{}", context).metrics()).hasSize(Collected.MOST);
        assertThat(context.lines()).anyMatch(line -> line.matches("[0-9]{4} readings were left out: .*"));
    }

    private void add(String name, Meters meters) {
        probe.add(meters, Map.of("component.name", name));
    }
}
