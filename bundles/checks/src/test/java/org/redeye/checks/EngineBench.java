package org.redeye.checks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/**
 * What the engine itself costs: checks every second whose probe does nothing, with five metrics each. A program, no test:
 * {@code EngineBench [checks] [seconds] [async]}; with {@code async} the probe answers from another thread.
 */
public final class EngineBench {

    private static final Outcome FINE = Outcome.ok(
            "fine",
            List.of(
                    Metric.of("dns_seconds", "s", 0.001),
                    Metric.of("connect_seconds", "s", 0.002),
                    Metric.of("first_byte_seconds", "s", 0.003),
                    Metric.of("total_seconds", "s", 0.004),
                    Metric.of("body_bytes", "B", 4_000)));

    private EngineBench() {}

    /** Runs it and prints the figures. */
    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        boolean async = args.length > 2;
        var plugins = new FakePlugins();
        var other = java.util.concurrent.Executors.newSingleThreadExecutor();
        plugins.put(
                "x",
                new TestProbe((config, context) -> async
                        ? CompletableFuture.supplyAsync(() -> FINE, other)
                        : CompletableFuture.completedFuture(FINE)),
                "1.0.0");
        var sink = new Sink();
        var engine = new ChecksEngine(
                plugins,
                new FakeBinder(),
                sink,
                sink,
                ChecksEngineTest.platform(),
                ChecksEngineTest.settings(4_000, 8));
        var checks = new ArrayList<CheckDeclaration>();
        for (int i = 0; i < count; i++) {
            checks.add(World.check(
                    "p/checks/web/c" + i, "x", "h" + i % 500, Duration.ofSeconds(1), Duration.ofSeconds(1), Map.of()));
        }
        engine.apply(new Changes<>(checks, List.of(), List.of()));
        Thread.sleep(10_000); // until it is compiled
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long samples = sink.samples.sum();
        long before = done(engine);
        Thread.sleep(seconds * 1_000L);
        long runs = done(engine) - before;
        cpu = machine.getProcessCpuTime() - cpu;
        System.out.printf(
                "%d checks a second, %d s: %d runs, %.2f µs CPU a run, %d samples%n",
                count, seconds, runs, cpu / 1e3 / runs, sink.samples.sum() - samples);
        for (Meter meter : engine.read()) {
            if (meter.name().startsWith("checks_late") || meter.name().startsWith("checks_skipped")) {
                System.out.println(meter.name() + meter.labels() + " " + meter.value());
            }
        }
        engine.stop();
        other.shutdown();
    }

    private static long done(ChecksEngine engine) {
        return engine.list().stream()
                .map(CheckStatus::counts)
                .mapToLong(org.redeye.api.check.SlotCounts::done)
                .sum();
    }

    /** Takes everything and keeps nothing. */
    private static final class Sink implements Series, Events {

        final LongAdder samples = new LongAdder();

        @Override
        public CompletionStage<Void> append(List<Sample> batch) {
            samples.add(batch.size());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<SeriesInfo> find(String match, String after, int limit) {
            return List.of();
        }

        @Override
        public Optional<SeriesInfo> get(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
            return Optional.empty();
        }

        @Override
        public void end(String id, long at) {}

        @Override
        public void publish(String type, Map<String, Object> data) {}

        @Override
        public Subscription subscribe(Consumer<Event> listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription subscribe(long after, Consumer<Event> listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Event> recent() {
            return List.of();
        }
    }
}
