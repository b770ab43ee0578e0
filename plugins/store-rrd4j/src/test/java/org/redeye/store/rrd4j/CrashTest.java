package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.store.MemorySeriesStore;

/**
 * Whatever byte is the last that gets to the disk: every acknowledged sample is there afterwards, nothing is there that
 * was never appended, and the store goes on.
 */
class CrashTest {

    private static final int SERIES = 5;
    private static final int STEP = 10_000;
    private static final long T0 = Stores.T0;

    /** Small archives, so that they turn round, and a journal that is worked into the files after every few appends. */
    private static final ArchivePlan PLAN = new ArchivePlan(
            60,
            Duration.ofSeconds(100),
            Duration.ofDays(10),
            List.of(new ArchivePlan.Coarse(Duration.ofSeconds(50), Duration.ofHours(2))));

    private final AtomicLong millis = new AtomicLong();

    @Property(tries = 250, shrinking = ShrinkingMode.OFF)
    void nothingAcknowledgedIsLostAtAnyByte(
            @ForAll @IntRange(max = 60_000) int bytes, @ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        Path folder = Files.createTempDirectory("rem-crash");
        try {
            crashAndLookAgain(folder, bytes, seed);
        } finally {
            deleteAll(folder);
        }
    }

    private void crashAndLookAgain(Path folder, int bytes, int seed) throws IOException {
        var random = new Random(seed);
        var acknowledged = new MemorySeriesStore();
        int slot = 0;
        @Nullable List<Sample> doubtful = null;
        for (int life = 0; life < 3; life++) {
            var disk = LimitedDisk.dyingAfter(life == 0 ? bytes : random.nextInt(20_000));
            try {
                var store = open(disk, folder);
                settle(store, acknowledged, doubtful);
                doubtful = null;
                for (int i = 0; i < 40; i++) {
                    millis.addAndGet(random.nextInt(400));
                    slot += 1 + (random.nextInt(10) == 0 ? random.nextInt(80) : 0);
                    doubtful = batch(random, slot);
                    store.append(doubtful);
                    acknowledged.append(doubtful);
                    doubtful = null;
                }
            } catch (StoreException e) {
                assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
                assertThat(disk.isDead()).as(() -> "alive, but " + e).isTrue();
            }
            disk.bury();
        }
        try (var store = open(new RealDisk(), folder)) {
            settle(store, acknowledged, doubtful);
            assertSame(store, acknowledged, slot);
            store.flush();
            assertSame(store, acknowledged, slot);
            var more = batch(random, slot + 1);
            store.append(more);
            acknowledged.append(more);
            store.flush();
            assertSame(store, acknowledged, slot + 1);
        }
    }

    private RrdSeriesStore open(Disk disk, Path folder) {
        return new RrdSeriesStore(
                disk,
                new Settings(
                        folder,
                        PLAN,
                        3_000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        3,
                        3 << 10,
                        Duration.ofDays(30),
                        2),
                millis::get);
    }

    /** The call in which the process died may have been done or not, but not by half. */
    private static void settle(SeriesStore store, SeriesStore acknowledged, @Nullable List<Sample> doubtful) {
        if (doubtful == null) {
            return;
        }
        long there = doubtful.stream()
                .filter(sample -> store.get(sample.key().id())
                        .filter(info -> info.lastAt() == sample.at())
                        .isPresent())
                .count();
        assertThat(there).isIn(0L, (long) doubtful.size());
        if (there > 0) {
            acknowledged.append(doubtful);
        }
    }

    private static List<Sample> batch(Random random, int slot) {
        var batch = new ArrayList<Sample>();
        for (int i = 0; i < SERIES; i++) {
            if (random.nextInt(4) > 0) {
                double value = random.nextInt(9) == 0 ? Double.NaN : random.nextDouble();
                batch.add(new Sample(key(i), T0 + (long) slot * STEP + random.nextInt(STEP), value));
            }
        }
        return batch;
    }

    private static SeriesKey key(int i) {
        return new SeriesKey("c" + i, "m", "", "", "node", Duration.ofMillis(STEP));
    }

    private static void assertSame(SeriesStore store, SeriesStore acknowledged, int slot) {
        assertThat(store.find("*", "", 100)).isEqualTo(acknowledged.find("*", "", 100));
        for (var info : acknowledged.find("*", "", 100)) {
            // what the fine archive still holds
            long last = (info.lastAt() - T0) / STEP;
            long first = Math.max(0, last - 55);
            assertThat(values(store, info.id(), first, slot + 3))
                    .as(info.id())
                    .containsExactly(values(acknowledged, info.id(), first, slot + 3));
        }
    }

    private static double[] values(SeriesStore store, String id, long first, long last) {
        return store.read(id, T0 + first * STEP, T0 + last * STEP, STEP, Consolidation.AVERAGE)
                .orElseThrow()
                .values();
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
