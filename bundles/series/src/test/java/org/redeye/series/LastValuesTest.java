package org.redeye.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/** The last value of a series is found however its batches come. */
class LastValuesTest {

    private LastValues last = new LastValues();

    private static SeriesKey key(int i, String unit) {
        return new SeriesKey("c", "m", "i" + i, unit, "n", Duration.ofSeconds(1));
    }

    private SeriesInfo read(SeriesKey key) {
        return last.refresh(new SeriesInfo(key, 0, Double.NaN, 0));
    }

    /** Batches in another order, with gaps, of other keys for the same series, and series that end in between. */
    @Property(tries = 300)
    void isTheLatestOfItsSeries(@ForAll @IntRange(max = 1_000_000) int seed) {
        last = new LastValues();
        var random = new Random(seed);
        Map<String, Sample> expected = new HashMap<>();
        var keys = new ArrayList<SeriesKey>();
        for (int i = 0; i < 6; i++) {
            keys.add(key(i, "s"));
        }
        for (int run = 0; run < 30; run++) {
            int changed = random.nextInt(20);
            if (changed < keys.size()) {
                keys.set(changed, key(changed, random.nextBoolean() ? "s" : "B"));
                java.util.Collections.swap(keys, random.nextInt(6), random.nextInt(6));
            }
            var batch = new ArrayList<Sample>();
            for (SeriesKey key : keys) {
                if (random.nextInt(5) > 0) {
                    batch.add(new Sample(key, 1_000 + run * 10L - random.nextInt(15), random.nextDouble()));
                }
            }
            last.note(batch);
            batch.forEach(sample ->
                    expected.merge(sample.key().id(), sample, (before, now) -> now.at() >= before.at() ? now : before));
            if (random.nextInt(6) == 0) {
                String ended = keys.get(random.nextInt(6)).id();
                last.forget(ended);
                expected.remove(ended);
            }
            for (SeriesKey key : keys) {
                Sample there = expected.get(key.id());
                SeriesInfo read = read(key);
                assertThat(read.lastAt()).isEqualTo(there == null ? 0 : there.at());
                assertThat(read.lastValue()).isEqualTo(Double.valueOf(there == null ? Double.NaN : there.value()));
            }
        }
    }

    @Test
    void hasTheUnitThatCameLast() {
        last.note(List.of(new Sample(key(1, "s"), 1, 1)));
        last.note(List.of(new Sample(key(1, "B"), 2, 2)));

        assertThat(read(key(1, "s"))).isEqualTo(new SeriesInfo(key(1, "B"), 2, 2, 0));
    }
}
