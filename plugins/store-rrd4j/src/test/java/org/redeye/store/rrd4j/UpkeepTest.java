package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.redeye.store.rrd4j.Stores.T0;
import static org.redeye.store.rrd4j.Stores.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;

/** Series are renamed, joined, retired, backed up and restored, and that is there after a restart. */
class UpkeepTest {

    private static final long DAY = 86_400_000;

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong(T0);
    private RrdSeriesStore store;

    @BeforeEach
    void open() {
        store = new RrdSeriesStore(new RealDisk(), Stores.settings(folder), () -> 0, now::get);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        open();
    }

    @Test
    void theHistoryOfOneSeriesContinuesInAnother() {
        // so long ago that the fine archive does not reach there
        append(key("old", 10), -20_000, 5);
        // the first ends and the second begins within a row of ten minutes
        append(key("old", 10), 0, IntStream.range(0, 90).mapToDouble(i -> i).toArray());
        store.flush();
        append(key("new", 10), 90, IntStream.range(90, 150).mapToDouble(i -> i).toArray());
        assertThat(store.join("old:x", "new:x").id()).isEqualTo("new:x");
        for (int i = 0; i < 2; i++) {
            assertThat(ids()).containsExactly("new:x");
            assertThat(values("new:x", 0, 150))
                    .containsExactly(IntStream.range(0, 150).mapToDouble(k -> k).toArray());
            var coarse =
                    store.band("new:x", T0 - 3 * DAY, T0 + 1_500_000, 600_000).orElseThrow();
            assertThat(coarse.average().step()).isEqualTo(600_000);
            assertThat(tail(coarse.average().values(), 3)).containsExactly(29.5, 89.5, 134.5);
            assertThat(tail(coarse.min().values(), 3)).containsExactly(0, 60, 120);
            assertThat(tail(coarse.max().values(), 3)).containsExactly(59, 119, 149);
            reopen();
        }
        append(key("new", 10), 150, 7);
        store.flush();
        assertThat(values("new:x", 149, 151)).containsExactly(149, 7);
    }

    @Test
    void aRetiredSeriesIsNotFoundAndIsRemovedInItsTime() throws IOException {
        append(key("gone", 10), 0, 1);
        append(key("here", 10), 0, 1);
        store.flush();
        store.retire("gone:x", T0 + 20_000);
        reopen();
        assertThat(ids()).containsExactly("here:x");
        assertThat(values("gone:x", 0, 1)).as("it can still be read").containsExactly(1);
        assertThat(store.retired()).singleElement().satisfies(retired -> assertThat(retired.until())
                .isEqualTo(T0 + 20_000 + 30 * DAY));
        now.set(T0 + 30 * DAY);
        append(key("here", 10), 5, 1);
        assertThat(store.get("gone:x")).isPresent();
        now.set(T0 + 31 * DAY);
        append(key("here", 10), 6, 1);
        assertThat(store.get("gone:x")).isEmpty();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".rrd")).map(Path::toString))
                    .singleElement()
                    .asString()
                    .contains("here");
        }
    }

    @Test
    void aDamagedBackupRestoresNothing() throws IOException {
        append(key("a", 10), 0, 1, 2);
        append(key("b", 10), 0, 1, 2);
        var backup = store.backup();
        Path file = folder.resolve("series/backups").resolve(backup.name());
        byte[] bytes = Files.readAllBytes(file);
        store.remove("a:x");
        store.remove("b:x");
        for (int at = 0; at < bytes.length; at += 1 + bytes.length / 60) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            refused(file, damaged);
            refused(file, java.util.Arrays.copyOf(bytes, at));
        }
        Files.write(file, bytes);
        assertThat(store.restore(backup.name()).begun()).isEqualTo(2);
    }

    private void refused(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.restore(file.getFileName().toString()))
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT));
        assertThat(ids()).isEmpty();
    }

    @Test
    void olderBackupsAreDeletedButNotWhatAPersonPutThere() throws IOException {
        append(key("a", 10), 0, 1);
        var first = store.backup();
        Path backups = folder.resolve("series/backups");
        Files.copy(backups.resolve(first.name()), backups.resolve("mine.backup"));
        for (int i = 0; i < 3; i++) {
            now.addAndGet(1_000);
            store.backup();
        }
        assertThat(store.backups())
                .extracting(backup -> backup.name())
                .hasSize(3)
                .contains("mine.backup");
        assertThat(store.restore("mine.backup").filled()).isEqualTo(1);
        for (String wrong : List.of("../index", "none.backup", "a/../mine.backup", "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.restore(wrong));
        }
    }

    /** As it was before series could be retired: no time of that. */
    @Test
    void theIndexOfTheVersionBeforeIsRead() throws IOException {
        store.close();
        var index = new RecordWriter();
        index.begin();
        index.putLong(0x52454d53_45524931L);
        index.putInt(7);
        index.putInt(2);
        for (int number : new int[] {3, 7}) {
            index.putInt(number);
            index.putKey(key("c" + number, 10));
            index.putLong(T0);
            index.putLong(T0 + 10_000);
            index.putLong(Double.doubleToRawLongBits(number));
            index.putLong(number == 3 ? T0 + 50_000 : 0);
            index.putLong(0);
        }
        Files.write(folder.resolve("series/index"), java.util.Arrays.copyOf(index.finish(), index.size()));
        open();
        assertThat(store.find("*", "", 10))
                .containsExactly(
                        new SeriesInfo(key("c3", 10), T0 + 10_000, 3, T0 + 50_000),
                        new SeriesInfo(key("c7", 10), T0 + 10_000, 7, 0));
        assertThat(store.retired()).isEmpty();
        append(key("c7", 10), 2, 8);
        store.flush();
        reopen();
        assertThat(values("c7:x", 1, 3)).containsExactly(Double.NaN, 8);
    }

    @Test
    void diskUseCountsTheBackups() {
        append(key("a", 10), 0, 1);
        store.flush();
        long before = store.usage().bytes();
        var backup = store.backup();
        assertThat(store.usage().bytes()).isEqualTo(before + backup.bytes());
    }

    private List<String> ids() {
        return store.find("*", "", 100).stream().map(SeriesInfo::id).toList();
    }

    private void append(SeriesKey key, int slot, double... values) {
        for (int i = 0; i < values.length; i++) {
            long at = T0 + (slot + i) * key.step().toMillis();
            assertThat(store.append(List.of(new Sample(key, at, values[i])))).isZero();
        }
    }

    private double[] values(String id, int first, int last) {
        long step = store.get(id).orElseThrow().key().step().toMillis();
        return store.read(id, T0 + first * step, T0 + last * step, step, Consolidation.AVERAGE)
                .orElseThrow()
                .values();
    }

    private static double[] tail(double[] values, int count) {
        return java.util.Arrays.copyOfRange(values, values.length - count, values.length);
    }
}
