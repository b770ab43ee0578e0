package org.redeye.store.rrd4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;

/** What the tests have in common. */
final class Stores {

    static final long T0 = 1_699_920_000_000L;

    static final ArchivePlan PLAN = new ArchivePlan(
            8_640,
            Duration.ofDays(1),
            Duration.ofDays(10),
            List.of(
                    new ArchivePlan.Coarse(Duration.ofMinutes(10), Duration.ofDays(7)),
                    new ArchivePlan.Coarse(Duration.ofHours(1), Duration.ofDays(356))));

    private Stores() {}

    static Settings settings(Path folder) {
        return new Settings(
                folder.resolve("series"),
                PLAN,
                16 << 20,
                Duration.ofMinutes(10),
                Duration.ZERO,
                3,
                3 << 10,
                Duration.ofDays(30),
                2);
    }

    static SeriesKey key(String check, int seconds) {
        return new SeriesKey(check, "x", "", "", "node", Duration.ofSeconds(seconds));
    }

    static Sample sample(SeriesKey key, long offset, double value) {
        return new Sample(key, T0 + offset, value);
    }
}
