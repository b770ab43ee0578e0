package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.store.MemorySeriesStore;
import org.rrd4j.ConsolFun;
import org.rrd4j.core.RrdDb;
import org.rrd4j.core.RrdRandomAccessFileBackendFactory;

class RrdSeriesStoreTest {

    private static final long T0 = Stores.T0;

    @TempDir
    private Path folder;

    private final AtomicLong millis = new AtomicLong();

    private RrdSeriesStore open(Disk disk) {
        return new RrdSeriesStore(disk, Stores.settings(folder), millis::get);
    }

    private RrdSeriesStore open() {
        return open(new RealDisk());
    }

    @Test
    void coarseArchivesReachFurtherBackThanTheFineOne() {
        var key = Stores.key("week", 60);
        var reference = new MemorySeriesStore();
        try (var store = open()) {
            int minutes = 7 * 24 * 60 - 13;
            for (int day = 0; day < 7; day++) {
                int first = day * 1440;
                var batch = IntStream.range(first, Math.min(first + 1440, minutes))
                        .filter(i -> i % 97 != 0)
                        .mapToObj(i -> Stores.sample(key, i * 60_000L, Math.sin(i) * i))
                        .toList();
                store.append(batch);
                reference.append(batch);
            }
            store.flush();
            for (var consolidation : Consolidation.values()) {
                long to = T0 + minutes * 60_000L;
                var all = store.read(key.id(), T0, to, 60_000, consolidation).orElseThrow();
                assertThat(all.step()).as("the fine one holds six days only").isEqualTo(600_000);
                var exact =
                        reference.read(key.id(), T0, to, 600_000, consolidation).orElseThrow();
                assertThat(all.values()).containsExactly(exact.values(), within(1e-9));
                long yesterday = to - Duration.ofDays(1).toMillis();
                var fine = store.read(key.id(), yesterday, to, 60_000, consolidation)
                        .orElseThrow();
                assertThat(fine.step()).isEqualTo(60_000);
                assertThat(fine.values())
                        .containsExactly(reference
                                .read(key.id(), yesterday, to, 60_000, consolidation)
                                .orElseThrow()
                                .values());
            }
        }
    }

    @Test
    void aYoungSeriesIsReadAtFullResolutionHoweverFarBackOneAsks() {
        var key = Stores.key("young", 10);
        try (var store = open()) {
            store.append(List.of(Stores.sample(key, 0, 1), Stores.sample(key, 10_000, 2)));
            long week = Duration.ofDays(7).toMillis();
            var points = store.read(key.id(), T0 - week, T0 + 20_000, 10_000, Consolidation.AVERAGE)
                    .orElseThrow();
            assertThat(points.step()).isEqualTo(10_000);
            assertThat(points.values()).endsWith(1, 2);
        }
    }

    @Test
    void filesStayModest() {
        assertThat(bytes(10)).isBetween(250_000, 300_000);
        assertThat(bytes(60)).isBetween(250_000, 300_000);
        assertThat(bytes(3_600)).isBetween(60_000, 80_000);
        assertThat(Stores.PLAN.archives(Duration.ofMillis(100)).get(0).rows()).isEqualTo(86_400);
        assertThat(Stores.PLAN.archives(Duration.ofSeconds(1)).get(0).rows()).isEqualTo(86_400);
        assertThat(Stores.PLAN.archives(Duration.ofSeconds(60)))
                .containsExactly(
                        new ArchivePlan.Archive(1, 8_640),
                        new ArchivePlan.Archive(10, 1_008),
                        new ArchivePlan.Archive(60, 8_544));
        assertThat(Stores.PLAN.archives(Duration.ofDays(1))).containsExactly(new ArchivePlan.Archive(1, 356));
    }

    private static int bytes(int seconds) {
        return Stores.PLAN.archives(Duration.ofSeconds(seconds)).stream()
                .mapToInt(archive -> archive.rows() * 8 * (archive.steps() == 1 ? 1 : 3))
                .sum();
    }

    @Test
    void beginningManySeriesWritesNoFiles() throws IOException {
        try (var store = open()) {
            store.append(IntStream.range(0, 1_000)
                    .mapToObj(i -> Stores.sample(Stores.key("c" + i, 10), 0, i))
                    .toList());
            assertThat(rrdFiles()).isEmpty();
            assertThat(store.usage().series()).isEqualTo(1_000);
            assertThat(store.usage().bytes()).isLessThan(100_000);
        }
    }

    @Test
    void filesAreWhereAPersonLooksAndRrd4jReadsThem() throws IOException {
        var key = new SeriesKey("web/checks/lan/ping@this", "loss_ratio", "eth0/1", "", "n", Duration.ofSeconds(10));
        try (var store = open()) {
            store.append(List.of(Stores.sample(key, 0, 1.5), Stores.sample(key, 20_000, 2.5)));
            store.flush();
            assertThat(store.usage().bytes()).isGreaterThan(250_000);
        }
        Path file = folder.resolve("series/rrd/web/checks/lan/ping@this/loss_ratio[eth0%2F1]~1.rrd");
        assertThat(rrdFiles()).containsExactly(file);
        try (var db = RrdDb.getBuilder()
                .setPath(file.toString())
                .setBackendFactory(new RrdRandomAccessFileBackendFactory())
                .readOnly()
                .build()) {
            long slot = T0 / 10_000;
            var values = db.createFetchRequest(ConsolFun.AVERAGE, slot + 1, slot + 3)
                    .fetchData()
                    .getValues(0);
            assertThat(values).containsExactly(1.5, Double.NaN, 2.5);
        }
    }

    @Test
    void filesFollowTheJournalWithinTheFlushTime() throws IOException {
        try (var store = open()) {
            var keys = IntStream.range(0, 200)
                    .mapToObj(i -> Stores.key("c" + i, 10))
                    .toList();
            for (int slot = 0; slot < 125; slot++) {
                long offset = slot * 10_000L;
                store.append(keys.stream()
                        .map(key -> Stores.sample(key, offset, offset))
                        .toList());
                millis.addAndGet(10_000);
            }
            assertThat(rrdFiles()).hasSize(200);
            assertThat(journals())
                    .as("the one of the first ten minutes is gone")
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(journals().get(0).getFileName().toString()).isNotEqualTo("00000001.journal");
        }
    }

    @Test
    void aFullDiskRefusesAndLosesNothing() {
        var disk = LimitedDisk.fullAfter(50_000);
        var key = Stores.key("full", 10);
        var acknowledged = new ArrayList<Sample>();
        try (var store = open(disk)) {
            int refused = 0;
            for (int slot = 0; refused < 20; slot++) {
                var sample = Stores.sample(key, slot * 10_000L, slot);
                try {
                    store.append(List.of(sample));
                    acknowledged.add(sample);
                } catch (StoreException e) {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
                    assertThat(e).hasMessageContaining("No space left").hasMessageContaining(folder.toString());
                    refused++;
                }
            }
            assertThat(acknowledged).hasSizeGreaterThan(1_000);
            assertThat(store.get(key.id()).orElseThrow().lastAt())
                    .isEqualTo(acknowledged.get(acknowledged.size() - 1).at());
            assertSamples(store, acknowledged);
            disk.free(10_000_000);
            var next = Stores.sample(key, acknowledged.size() * 10_000L + 500_000, 7);
            store.append(List.of(next));
            acknowledged.add(next);
            assertSamples(store, acknowledged);
            store.flush();
            assertSamples(store, acknowledged);
        }
        try (var store = open()) {
            assertSamples(store, acknowledged);
        }
    }

    @Test
    void filesThatCannotBeWrittenAreCaughtUpLater() throws IOException {
        var disk = LimitedDisk.fullAfter(100_000);
        var key = Stores.key("later", 10);
        var acknowledged = new ArrayList<Sample>();
        try (var store = open(disk)) {
            for (int slot = 0; slot < 200; slot++) {
                var sample = Stores.sample(key, slot * 10_000L, slot);
                store.append(List.of(sample));
                acknowledged.add(sample);
                millis.addAndGet(10_000);
            }
            assertThat(rrdFiles()).as("no room for a file of 300 kB").isEmpty();
            disk.free(10_000_000);
            for (int slot = 200; slot < 300; slot++) {
                var sample = Stores.sample(key, slot * 10_000L, slot);
                store.append(List.of(sample));
                acknowledged.add(sample);
                millis.addAndGet(10_000);
            }
            assertThat(rrdFiles()).hasSize(1);
            assertSamples(store, acknowledged);
        }
    }

    @Test
    void aDamagedFileIsPutAsideAndTheSeriesGoesOn() throws IOException {
        var key = Stores.key("damaged", 10);
        try (var store = open()) {
            store.append(List.of(Stores.sample(key, 0, 1)));
            store.flush();
        }
        Path file = rrdFiles().get(0);
        try (var handle = new RandomAccessFile(file.toFile(), "rw")) {
            handle.write(new byte[400]);
        }
        try (var store = open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.read(key.id(), T0, T0 + 10_000, 10_000, Consolidation.AVERAGE))
                    .withMessageContaining(file.toString())
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT));
            store.append(List.of(Stores.sample(key, 10_000, 2)));
            store.flush();
            assertThat(file.resolveSibling(file.getFileName() + ".broken")).exists();
            assertThat(store.read(key.id(), T0, T0 + 20_000, 10_000, Consolidation.AVERAGE)
                            .orElseThrow()
                            .values())
                    .containsExactly(Double.NaN, 2);
        }
    }

    @Test
    void aDamagedIndexIsSaidAndLeftAlone() throws IOException {
        try (var store = open()) {
            store.append(List.of(Stores.sample(Stores.key("index", 10), 0, 1)));
            store.flush();
        }
        Path index = folder.resolve("series/index");
        byte[] bytes = Files.readAllBytes(index);
        bytes[bytes.length / 2] ^= 1;
        Files.write(index, bytes);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining(index.toString())
                    .withMessageContaining("put back a copy")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT));
        }
        assertThat(index).hasBinaryContent(bytes);
        bytes[bytes.length / 2] ^= 1;
        Files.write(index, bytes);
        try (var store = open()) {
            assertThat(store.find("*", "", 10)).hasSize(1);
        }
    }

    @Test
    void aSecondInstanceIsRefused() {
        try (var store = open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("another instance")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
            assertThat(store.find("*", "", 10)).isEmpty();
        }
        open().close();
    }

    @Test
    void aClosedStoreSaysSo() {
        var store = open();
        store.close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.append(List.of()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
        store.close();
    }

    @Test
    void anImpossibleStepIsRefusedAndNothingStored() {
        try (var store = open()) {
            var wrong = new SeriesKey("wrong", "x", "", "", "n", Duration.ofMillis(99));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.append(
                            List.of(Stores.sample(Stores.key("right", 10), 0, 1), Stores.sample(wrong, 0, 1))))
                    .withMessageContaining("wrong:x")
                    .withMessageContaining("100 ms");
            assertThat(store.find("*", "", 10)).isEmpty();
        }
    }

    @Test
    void aChangedStepKeepsThePast() {
        var slow = Stores.key("restep", 60);
        var fast = Stores.key("restep", 5);
        try (var store = open()) {
            store.append(IntStream.range(0, 2_000)
                    .mapToObj(i -> Stores.sample(slow, i * 60_000L, i))
                    .toList());
            store.flush();
            store.append(List.of(Stores.sample(fast, 120_000_000, 5)));
        }
        try (var store = open()) {
            store.flush();
            // up to the moment of the last sample, which stands for one slot of the new step
            double last = IntStream.range(1990, 2000)
                            .mapToDouble(i -> i * (i < 1999 ? 12.0 : 1.0))
                            .sum()
                    / 109;
            var points = store.read(fast.id(), T0, T0 + 120_000_000, 600_000, Consolidation.AVERAGE)
                    .orElseThrow();
            assertThat(points.values()).startsWith(4.5, 14.5, 24.5).endsWith(1984.5, last);
            assertThat(store.read(fast.id(), T0 + 119_940_000, T0 + 120_005_000, 5_000, Consolidation.AVERAGE)
                            .orElseThrow()
                            .values())
                    .startsWith(1999)
                    .endsWith(Double.NaN, 5);
        }
    }

    private void assertSamples(RrdSeriesStore store, List<Sample> samples) {
        var reference = new MemorySeriesStore();
        reference.append(samples);
        String id = samples.get(0).key().id();
        long to = samples.get(samples.size() - 1).at() + 10_000;
        assertThat(store.read(id, T0, to, 10_000, Consolidation.AVERAGE)
                        .orElseThrow()
                        .values())
                .containsExactly(reference
                        .read(id, T0, to, 10_000, Consolidation.AVERAGE)
                        .orElseThrow()
                        .values());
    }

    private List<Path> rrdFiles() throws IOException {
        return files(".rrd");
    }

    private List<Path> journals() throws IOException {
        return files(".journal");
    }

    private List<Path> files(String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
