package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.store.rrd4j.Stores.T0;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;

/** Whatever byte is the last that gets to the disk while series are renamed, joined, restored: all is old or all is new. */
class UpkeepCrashTest {

    private static final ArchivePlan PLAN = new ArchivePlan(
            60,
            Duration.ofSeconds(100),
            Duration.ofDays(10),
            List.of(new ArchivePlan.Coarse(Duration.ofSeconds(50), Duration.ofHours(2))));

    @TempDir
    private Path folder;

    private int runs;

    @Test
    void aRenameIsDoneOrNot() throws IOException {
        atEveryByte(store -> store.rename("a:x", "deep/er/c", "y", ""), 7);
    }

    @Test
    void aJoinIsDoneOrNot() throws IOException {
        atEveryByte(store -> store.join("a:x", "b:x"), 97);
    }

    @Test
    void aRetirementIsDoneOrNot() throws IOException {
        atEveryByte(store -> store.retire("a:x", T0 + 1_000_000), 1);
    }

    @Test
    void aBackupIsThereWholeOrNot() throws IOException {
        atEveryByte(RrdSeriesStore::backup, 41);
    }

    /** One series after the other: each is as it was, or as it will be. */
    @Test
    void aRestoreCanBeRepeated() throws IOException {
        String name;
        try (var store = filled(folder.resolve("whole"))) {
            name = store.backup().name();
            store.remove("a:x");
            append(store, "a", 60, 70);
            store.flush();
        }
        var whole = new LinkedHashMap<String, List<Double>>();
        for (long bytes = 0; ; bytes += 211) {
            Path copy = folder.resolve("restore" + bytes);
            copy(folder.resolve("whole"), copy);
            var disk = LimitedDisk.dyingAfter(bytes);
            boolean done = act(disk, copy, store -> store.restore(name));
            try (var store = open(new RealDisk(), copy)) {
                store.restore(name);
                var now = contents(store);
                if (whole.isEmpty()) {
                    whole.putAll(now);
                }
                assertThat(now).as("after %d bytes", bytes).isEqualTo(whole);
            }
            if (done) {
                assertThat(whole.get("a:x").subList(20, 30)).contains(25.0);
                return;
            }
        }
    }

    private void atEveryByte(Consumer<RrdSeriesStore> work, int stride) throws IOException {
        Map<String, List<Double>> before;
        Map<String, List<Double>> after;
        Path template = folder.resolve("template");
        try (var store = filled(template)) {
            before = contents(store);
        }
        Path done = folder.resolve("done");
        copy(template, done);
        try (var store = open(new RealDisk(), done)) {
            work.accept(store);
            after = contents(store);
        }
        int olds = 0;
        for (long bytes = 0; ; bytes += stride) {
            Path copy = folder.resolve("run" + runs++);
            copy(template, copy);
            boolean acknowledged = act(LimitedDisk.dyingAfter(bytes), copy, work);
            for (int life = 0; life < 2; life++) {
                try (var store = open(new RealDisk(), copy)) {
                    var now = contents(store);
                    if (acknowledged) {
                        assertThat(now).isEqualTo(after);
                    } else {
                        assertThat(now).as("after %d bytes", bytes).isIn(before, after);
                    }
                    olds += now.equals(before) ? 1 : 0;
                    for (var backup : store.backups()) {
                        assertThat(store.restore(backup.name()).filled()).isEqualTo(2);
                        assertThat(contents(store)).isEqualTo(now);
                    }
                    store.flush();
                }
            }
            deleteAll(copy);
            if (acknowledged) {
                assertThat(olds).as("deaths before it was done").isPositive();
                return;
            }
        }
    }

    /** @return whether it was acknowledged */
    private static boolean act(LimitedDisk disk, Path copy, Consumer<RrdSeriesStore> work) throws IOException {
        try {
            work.accept(open(disk, copy));
            return true;
        } catch (StoreException e) {
            assertThat(disk.isDead()).as(() -> "alive, but " + e).isTrue();
            return false;
        } finally {
            disk.bury();
        }
    }

    private static RrdSeriesStore filled(Path folder) {
        var store = open(new RealDisk(), folder);
        append(store, "a", 0, 30);
        store.flush();
        append(store, "b", 30, 50);
        append(store, "a", 30, 33);
        return store;
    }

    private static void append(RrdSeriesStore store, String check, int first, int last) {
        for (int slot = first; slot < last; slot++) {
            store.append(List.of(new Sample(key(check), T0 + slot * 10_000L, slot)));
        }
    }

    private static SeriesKey key(String check) {
        return Stores.key(check, 10);
    }

    private static RrdSeriesStore open(Disk disk, Path folder) {
        var settings = new Settings(
                folder, PLAN, 1 << 20, Duration.ofHours(1), Duration.ofSeconds(1), 3, 3 << 10, Duration.ofDays(30), 2);
        return new RrdSeriesStore(disk, settings, () -> 0, () -> T0);
    }

    private static Map<String, List<Double>> contents(RrdSeriesStore store) {
        var all = new LinkedHashMap<String, List<Double>>();
        for (var info : store.find("*", "", 100)) {
            all.put(info.id(), values(store, info));
        }
        store.retired().forEach(retired -> all.put("retired " + retired.series().id(), List.of()));
        return all;
    }

    private static List<Double> values(RrdSeriesStore store, SeriesInfo info) {
        var values = new ArrayList<Double>();
        for (var consolidation : Consolidation.values()) {
            var points = store.read(info.id(), T0, T0 + 800_000, 10_000, consolidation)
                    .orElseThrow();
            for (double value : points.values()) {
                values.add(value);
            }
        }
        values.add((double) info.lastAt());
        values.add(info.lastValue());
        return values;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = java.nio.file.Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                java.nio.file.Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void deleteAll(@Nullable Path folder) throws IOException {
        try (var files = java.nio.file.Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                java.nio.file.Files.delete(file);
            }
        }
    }
}
