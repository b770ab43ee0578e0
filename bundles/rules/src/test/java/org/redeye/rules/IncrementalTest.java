package org.redeye.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;

/** Whatever samples come: what the engine says at each moment is what follows from all samples so far, looked at anew. */
class IncrementalTest {

    private static final long STEP = 10_000;

    /** A sample after a pause of so many seconds. */
    record Step(int pause, int value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> pauses = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(20, 10),
                net.jqwik.api.Tuple.of(3, 20),
                net.jqwik.api.Tuple.of(2, 7),
                net.jqwik.api.Tuple.of(1, 90));
        return Combinators.combine(pauses, Arbitraries.integers().between(0, 10))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    @Provide
    Arbitrary<RuleDeclaration> rules() {
        Arbitrary<Criterion> criteria = Arbitraries.of(
                new Criterion.Above(5, 5),
                new Criterion.Above(5, 3),
                new Criterion.Below(5, 5),
                new Criterion.Below(4, 6),
                new Criterion.Outside(3, 7, 0),
                new Criterion.Outside(3, 7, 1));
        Arbitrary<Duration> times = Arbitraries.of(0, 15, 30, 60).map(Duration::ofSeconds);
        Arbitrary<Aggregate> aggregates = Arbitraries.of(
                Aggregate.LAST, Aggregate.AVERAGE, Aggregate.MIN, Aggregate.MAX, Aggregate.SUM, Aggregate.DELTA);
        return Combinators.combine(criteria, times, aggregates, times, times)
                .as((criterion, over, aggregate, hold, clear) -> World.rule(
                        "r",
                        World.metric("*", "m"),
                        criterion,
                        over,
                        over.isZero() ? Aggregate.LAST : aggregate,
                        hold,
                        clear));
    }

    @Property(tries = 400)
    void saysWhatFollowsFromAllSamples(@ForAll("rules") RuleDeclaration rule, @ForAll("steps") List<Step> steps) {
        var world = new World();
        world.declare(rule);
        var naive = new Naive(rule);
        for (Step step : steps) {
            for (int second = 0; second < step.pause(); second++) {
                world.clock.advance(Duration.ofSeconds(1));
                world.look();
                assertThat(world.status("r").state())
                        .as("at %s s by time", world.clock.nanos() / 1_000_000_000)
                        .isEqualTo(naive.level(world.clock.millis()).word());
            }
            world.sample("a", "m", step.value());
            naive.samples.add(new double[] {world.clock.millis(), step.value()});
            assertThat(world.status("r").state())
                    .as("at %s s with a sample", world.clock.nanos() / 1_000_000_000)
                    .isEqualTo(naive.level(world.clock.millis()).word());
        }
    }

    /** Looks at all samples each time it is asked. */
    private static final class Naive {
        private final RuleDeclaration rule;
        final List<double[]> samples = new ArrayList<>();

        Naive(RuleDeclaration rule) {
            this.rule = rule;
        }

        Level level(long now) {
            Level level = Level.OK;
            boolean bad = false;
            long badFrom = -1;
            long goodFrom = -1;
            for (int i = 0; i < samples.size(); i++) {
                long at = (long) samples.get(i)[0];
                boolean gap = i > 0 && at - samples.get(i - 1)[0] > 3 * STEP + 10_000;
                if (gap) {
                    badFrom = -1; // what nobody saw is no evidence, neither way
                    goodFrom = -1;
                }
                if (rule.over().isZero()
                        || at - samples.get(0)[0] >= rule.over().toMillis() - STEP) {
                    bad = bad(value(i), bad);
                    if (bad) {
                        badFrom = badFrom < 0 ? at : badFrom;
                        goodFrom = -1;
                    } else {
                        goodFrom = goodFrom < 0 ? at : goodFrom;
                        badFrom = -1;
                    }
                    // by this sample, and by the time that passes until the next one
                    level = step(level, bad, badFrom, goodFrom, at);
                    long next = i + 1 < samples.size() ? (long) samples.get(i + 1)[0] - 1000 : now - 1000;
                    long seen = Math.min(next, at + 3 * STEP + 10_000);
                    level = step(level, bad, badFrom, goodFrom, Math.max(at, seen));
                }
            }
            return level;
        }

        private Level step(Level level, boolean bad, long badFrom, long goodFrom, long at) {
            if (bad) {
                boolean enough =
                        level == Level.FIRING || at - badFrom >= rule.hold().toMillis();
                return enough ? Level.FIRING : Level.PENDING;
            }
            boolean goes = level == Level.FIRING && at - goodFrom < rule.clear().toMillis();
            return goes ? Level.FIRING : Level.OK;
        }

        private double value(int last) {
            double newest = samples.get(last)[1];
            if (rule.over().isZero()) {
                return newest;
            }
            double from = samples.get(last)[0] - rule.over().toMillis();
            List<double[]> window = samples.subList(0, last + 1).stream()
                    .filter(sample -> sample[0] > from)
                    .toList();
            DoubleStream values = window.stream().mapToDouble(sample -> sample[1]);
            return switch (rule.aggregate()) {
                case LAST -> newest;
                case AVERAGE -> values.average().orElseThrow();
                case MIN -> values.min().orElseThrow();
                case MAX -> values.max().orElseThrow();
                case SUM -> values.sum();
                case COUNT -> values.count();
                case DELTA -> newest - window.get(0)[1];
            };
        }

        private boolean bad(double value, boolean was) {
            if (rule.criterion() instanceof Criterion.Above above) {
                return was ? value > above.back() : value > above.limit();
            }
            if (rule.criterion() instanceof Criterion.Below below) {
                return was ? value < below.back() : value < below.limit();
            }
            var range = (Criterion.Outside) rule.criterion();
            double margin = was ? range.margin() : 0;
            return !(value >= range.low() + margin && value <= range.high() - margin);
        }
    }
}
