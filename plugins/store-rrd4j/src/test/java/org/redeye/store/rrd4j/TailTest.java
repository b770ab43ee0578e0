package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Band;
import org.redeye.api.series.Sample;
import org.redeye.testkit.store.MemorySeriesStore;

/** Answers out of memory, out of files and out of both are those of a store that keeps every sample. */
class TailTest {

    private static final long T0 = Stores.T0;

    @TempDir
    private Path folder;

    @Tag("long")
    @Test
    void answersOfLateAreThoseOfAllSamples() {
        var random = new Random(11);
        var all = new MemorySeriesStore();
        try (var store = new RrdSeriesStore(new RealDisk(), Stores.settings(folder), () -> 0)) {
            var keys = List.of(Stores.key("a", 10), Stores.key("b", 10), Stores.key("c", 1), Stores.key("d", 10));
            long at = T0;
            for (int i = 0; i < 4_000; i++) {
                at += random.nextInt(40) == 0 ? random.nextInt(3_000_000) : random.nextInt(12_000);
                var key = keys.get(random.nextInt(keys.size()));
                var batch = List.of(new Sample(key, at, random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian()));
                assertThat(store.append(batch)).isEqualTo(all.append(batch));
                if (random.nextInt(200) == 0) {
                    store.flush();
                }
                long length = 1 + random.nextLong(random.nextBoolean() ? 2_000_000 : 20_000_000);
                long to = at + 1 + random.nextInt(100_000);
                long step = random.nextLong(1, 100_000);
                var asked = keys.get(random.nextInt(keys.size())).id();
                var expected = all.band(asked, Math.max(T0, to - length), to, step);
                var band = store.band(asked, Math.max(T0, to - length), to, step);
                assertThat(band.isPresent()).isEqualTo(expected.isPresent());
                if (band.isPresent()
                        && band.get().average().step()
                                == expected.get().average().step()) {
                    assertSame(band.get(), expected.get());
                }
            }
        }
    }

    private static void assertSame(Band band, Band expected) {
        assertThat(band.min().values()).containsExactly(expected.min().values());
        assertThat(band.max().values()).containsExactly(expected.max().values());
        assertThat(band.average().values()).containsExactly(expected.average().values(), Offset.offset(1e-9));
    }
}
