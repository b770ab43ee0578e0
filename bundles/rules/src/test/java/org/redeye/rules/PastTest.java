package org.redeye.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.SeriesKey;
import org.redeye.testkit.store.StoredSeries;

/** Windows go on with what is stored of the time before. */
class PastTest {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration OVER = Duration.ofMinutes(5);
    private static final SeriesKey KEY = World.key("a", "m", "");

    private final World world = new World();

    private static RuleDeclaration rule(Aggregate aggregate) {
        return World.rule(
                "big", World.metric("*", "m"), new Criterion.Above(5, 5), OVER, aggregate, World.NONE, World.NONE);
    }

    private void stored(int steps, double value) {
        double[] values = new double[steps];
        Arrays.fill(values, value);
        world.series.put(KEY, world.clock.millis() - steps * STEP.toMillis(), values);
    }

    @Test
    void aWindowNeedNotFillAnew() {
        stored(40, 9);
        world.declare(rule(Aggregate.AVERAGE));
        world.sample("a", "m", 9).pass(STEP);
        assertThat(world.told())
                .as("its first sample is tested before the past is read")
                .isEmpty();
        world.sample("a", "m", 9);
        assertThat(world.told()).containsExactly("a:m fires PT10S");
    }

    @Test
    void whatTheStoreDoesNotReachFillsAnew() {
        stored(10, 9);
        world.declare(rule(Aggregate.AVERAGE));
        for (int i = 0; i < 19; i++) {
            world.sample("a", "m", 9).pass(STEP);
        }
        assertThat(world.told()).isEmpty();
        world.sample("a", "m", 9);
        assertThat(world.told()).containsExactly("a:m fires PT3M10S");
    }

    @Test
    void itIsReadAgainWhenTheStoreComesLater() {
        var away = new boolean[] {true};
        var reads = new int[1];
        var series = new StoredSeries() {
            @Override
            public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
                reads[0]++;
                return away[0] ? Optional.empty() : super.read(id, from, to, step, consolidation);
            }
        };
        var subject = new Subject(new Rule(rule(Aggregate.AVERAGE), 0), Target.of(KEY), new Facts("a"), 0);
        var evaluator = new Evaluator(new World().engine.consequences, (any, from, to, now) -> {});
        var past = new Past(series, evaluator);
        long now = world.clock.millis();
        series.put(KEY, now - OVER.toMillis(), 9, 9, 9);
        subject.sample(now, 9);
        past.want(subject, subject.pastFrom(), subject.pastTo(), now);
        assertThat(past.step(now)).isTrue();
        assertThat(past.step(now + 9_999)).isFalse();
        away[0] = false;
        assertThat(past.step(now + 10_000)).isTrue();
        assertThat(past.waiting()).isZero();
        assertThat(reads[0]).isEqualTo(2);
        assertThat(subject.pastTo()).as("it reaches back now").isLessThan(now);
    }

    @Test
    void meansOfSeveralSamplesAreOfNoUse() {
        var subject = new Subject(new Rule(rule(Aggregate.COUNT), 0), Target.of(KEY), new Facts("a"), 0);
        subject.sample(600_000, 9);
        subject.remember(new Points(KEY, 300_000, 60_000, new double[] {9, 9, 9, 9, 9}));
        assertThat(subject.pastTo()).isEqualTo(600_000);
        subject.remember(new Points(KEY, 590_000, 10_000, new double[] {9}));
        assertThat(subject.pastTo()).isEqualTo(590_000);
    }

    /** Whatever comes when the past is read: in the end it is as if nothing had been interrupted. */
    @Property(tries = 300)
    void itIsAsIfNothingHadBeenInterrupted(
            @ForAll @Size(min = 40, max = 90) List<@DoubleRange(min = -10, max = 10) Double> values,
            @ForAll @IntRange(min = 0, max = 28) int since,
            @ForAll @IntRange(min = 0, max = 28) int late,
            @ForAll @IntRange(min = 0, max = 9) int phase,
            @ForAll Aggregate aggregate) {
        int restart = values.size() - 2 - since;
        long step = STEP.toMillis();
        Subject whole = new Subject(new Rule(rule(aggregate), 0), Target.of(KEY), new Facts("a"), 0);
        Subject second = new Subject(new Rule(rule(aggregate), 0), Target.of(KEY), new Facts("a"), 0);
        double[] before = new double[restart];
        int read = Math.min(values.size() - 2, restart + late);
        for (int i = 0; i < values.size(); i++) {
            long at = 1_000_000 + i * step + phase * 1_000;
            whole.sample(at, values.get(i));
            if (i < restart) {
                before[i] = values.get(i);
                continue;
            }
            second.sample(at, values.get(i));
            if (i == read) {
                second.remember(new Points(KEY, 1_000_000, step, before));
            }
        }
        assertThat(second.value).isCloseTo(whole.value, org.assertj.core.data.Offset.offset(1e-9));
    }
}
