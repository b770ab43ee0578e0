package org.redeye.rules;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.store.StoredSeries;

/** What rules cost: 50,000 over 100,000 series that have a sample every 10 s. Run by {@code bench/rules.sh}. */
public final class RulesBench {

    private static final int RULES = 50_000;
    private static final int SERIES = 100_000;
    private static final int BATCH = 10;

    private RulesBench() {}

    /** Prints the figures. @param arguments the rounds */
    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6;
        var engine = new Engine(Clock.systemUTC(), new NoSeries(), new FakeEvents(), "node1");
        var rules = new ArrayList<RuleDeclaration>();
        for (int i = 0; i < RULES; i++) { // each watches two series: one that is named, or those below a prefix
            String checks = i % 2 == 0 ? "p/checks/g" + i + "/*" : "p/checks/g" + i + "/c";
            Duration over = i % 4 < 2 ? Duration.ZERO : Duration.ofMinutes(5);
            rules.add(World.rule(
                    "r" + i,
                    World.metric(checks, "*_seconds"),
                    new Criterion.Above(5, 4),
                    over,
                    Duration.ofMinutes(5)));
        }
        long cpu = cpu();
        engine.apply(new Changes<>(rules, List.of(), List.of()));
        System.out.printf("%,d rules declared in %.0f ms of CPU%n", RULES, (cpu() - cpu) / 1e6);
        var keys = new ArrayList<SeriesKey>();
        for (int i = 0; i < SERIES / 2; i++) {
            for (String metric : List.of("total_seconds", "connect_seconds")) {
                keys.add(new SeriesKey("p/checks/g" + i + "/c", metric, "", "s", "node1", Duration.ofSeconds(10)));
            }
        }
        var worker = new Thread(() -> work(engine), "rem-rules");
        worker.setDaemon(true);
        worker.start();
        for (int round = 0; round < rounds; round++) {
            round(engine, keys, round, worker.getId());
        }
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "heap %.0f MB, subjects %,d, evaluations %,d%n",
                heap / 1e6, engine.evaluator.subjects(), engine.evaluator.evaluations());
    }

    private static void work(Engine engine) {
        try {
            while (true) {
                engine.step(engine.untilNext());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All series have one sample, spread over five seconds; some batches are followed until they were looked at. */
    private static void round(Engine engine, List<SeriesKey> keys, int round, long worker) throws InterruptedException {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getThreadCpuTime(worker);
        long evaluations = engine.evaluator.evaluations();
        long begin = System.nanoTime();
        var latencies = new ArrayList<Long>();
        for (int i = 0; i < keys.size(); i += BATCH) {
            long due = begin + i * 50_000L; // 20,000 samples a second
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            var batch = new ArrayList<Sample>(BATCH);
            for (SeriesKey key : keys.subList(i, i + BATCH)) {
                batch.add(new Sample(
                        key,
                        System.currentTimeMillis(),
                        ThreadLocalRandom.current().nextDouble(10)));
            }
            long at = System.nanoTime();
            engine.appended(batch);
            if (i % 1000 == 0) {
                while (engine.inbox.waiting() > 0) {
                    Thread.onSpinWait();
                }
                engine.evaluator.next(); // its lock is free again: the batch was looked at
                latencies.add(System.nanoTime() - at);
            }
        }
        while (engine.inbox.waiting() > 0) {
            Thread.onSpinWait();
        }
        engine.evaluator.next();
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        long done = engine.evaluator.evaluations() - evaluations;
        System.out.printf(
                "round %d: %,d evaluations, %.2f us of CPU each; sample to verdict p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
                round,
                done,
                (threads.getThreadCpuTime(worker) - before) / 1e3 / Math.max(1, done),
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** What the engine draws goes nowhere. */
    private static final class NoSeries implements Series {
        private final StoredSeries empty = new StoredSeries();

        @Override
        public CompletionStage<Void> append(List<Sample> samples) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<SeriesInfo> find(String match, String after, int limit) {
            return List.of();
        }

        @Override
        public Optional<SeriesInfo> get(String id) {
            return empty.get(id);
        }

        @Override
        public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
            return empty.read(id, from, to, step, consolidation);
        }

        @Override
        public void end(String id, long at) {
            // nothing was stored
        }
    }
}
