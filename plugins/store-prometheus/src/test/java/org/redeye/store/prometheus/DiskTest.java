package org.redeye.store.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.store.StoreException;

/** Disks that are full, files that are torn. */
class DiskTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    private Path folder;

    private static List<Sample> batch(int slot, int series) {
        return IntStream.range(0, series)
                .mapToObj(i -> Stores.sample(Stores.key("c" + i, 1), slot * 1_000L, slot))
                .toList();
    }

    @Test
    void whereverACrashCutsTheBufferWhatIsBeforeIsThere() throws IOException {
        var settings = Stores.settings(folder, NOBODY);
        try (var store = Stores.open(settings)) {
            for (int slot = 0; slot < 5; slot++) {
                store.append(batch(slot, 2));
            }
            store.end("c0:x", Stores.T0 + 9_000);
            store.remove("c1:x");
        }
        Path segment = settings.folder().resolve("buffer/00000001.segment");
        byte[] whole = Files.readAllBytes(segment);
        int before = 0;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(segment, java.util.Arrays.copyOf(whole, length));
            try (var store = Stores.open(settings)) {
                int samples = (int) Stores.meter(store, "waiting");
                assertThat(samples).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(before + 2);
                before = samples;
                assertThat(store.append(batch(100, 1))).as("goes on").isZero();
            }
        }
        assertThat(before).as("ten samples and an end").isEqualTo(11);
    }

    @Test
    void aTornNoteOfWhatWasSentSendsAgainAndLosesNothing() throws Exception {
        var settings = Stores.settings(folder, NOBODY);
        try (var receiver = new Receiver()) {
            var there = Stores.settings(folder, receiver.url());
            try (var store = Stores.open(there)) {
                store.append(batch(0, 3));
                Stores.drain(store);
                store.append(batch(1, 3));
            }
            Files.write(settings.folder().resolve("sent"), new byte[] {1, 2, 3});
            try (var store = Stores.open(there)) {
                Stores.drain(store);
            }
            assertThat(receiver.taken).hasSize(9);
        }
    }

    @Test
    void aDamagedCatalogStopsTheStoreAndIsNamed() throws IOException {
        var settings = Stores.settings(folder, NOBODY);
        Files.createDirectories(settings.folder());
        Files.write(settings.folder().resolve("index"), new byte[50]);
        assertThatThrownBy(() -> Stores.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(settings.folder().resolve("index") + ": the catalog of series is damaged.");
        Files.delete(settings.folder().resolve("index"));
        Stores.open(settings).close();
    }

    @Test
    void oneInstanceWorksInAFolder() throws Exception {
        var settings = Stores.settings(folder, NOBODY);
        try (var store = Stores.open(settings)) {
            assertThat(store.find("*", "", 1)).isEmpty();
            assertThatThrownBy(() -> Stores.open(settings))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another instance works in " + settings.folder());
        }
    }

    @Test
    void aWrongStepIsRefusedAndLeavesNothing() {
        try (var store = Stores.open(Stores.settings(folder, NOBODY))) {
            var wrong = Stores.sample(
                    new org.redeye.api.series.SeriesKey("w", "x", "", "", "n", java.time.Duration.ofMillis(1)), 0, 1);
            assertThatThrownBy(() -> store.append(List.of(Stores.sample(Stores.key("a", 1), 0, 1), wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected whole milliseconds, 100 ms to 366 days");
            assertThat(store.find("*", "", 10)).isEmpty();
            assertThat(store.append(List.of(Stores.sample(Stores.key("a", 1), 0, 1))))
                    .isZero();
            assertThat(store.find("*", "", 10)).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    void aFullDiskRefusesWholeBatchesAndGoesOnWhenThereIsRoom() throws Exception {
        var process = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=6m tmpfs \"$0\" && exec \"$@\"",
                        folder.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDisk.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assumeTrue(
                    !said.contains("unshare:") && !said.contains("mount:"),
                    "skipped: no file system may be mounted here: " + said);
            assertThat(said).endsWith("well\n");
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** On a disk of 6 MiB with a ballast of 4. */
    static final class FullDisk {

        private FullDisk() {}

        public static void main(String[] args) throws Exception {
            Path disk = Path.of(args[0]);
            Path ballast = Files.write(disk.resolve("ballast"), new byte[4 << 20]);
            var settings = Stores.settings(disk, NOBODY);
            int refused = 0;
            int slot = 0;
            try (var store = new PrometheusSeriesStore(settings, Clock.systemUTC())) {
                while (refused < 3) {
                    try {
                        var batch = new ArrayList<>(batch(slot, 1_000));
                        if (refused > 0) {
                            batch.add(Stores.sample(Stores.key("never" + refused, 1), 0, 6_666));
                        }
                        store.append(batch);
                        slot++;
                    } catch (StoreException e) {
                        assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
                        assertThat(e).hasMessageContaining("No space left on device");
                        refused++;
                    }
                }
                assertThat(slot).isGreaterThan(10);
                assertWhole(store, slot);
                Files.delete(ballast);
                for (int more = 0; more < 20; more++) {
                    assertThat(store.append(batch(slot++, 1_000))).isZero();
                }
                assertThat(store.append(List.of(Stores.sample(Stores.key("new", 1), 0, 7_777))))
                        .isZero();
                assertWhole(store, slot);
            }
            try (var store = new PrometheusSeriesStore(settings, Clock.systemUTC())) {
                assertWhole(store, slot);
                assertThat(Stores.meter(store, "waiting")).isEqualTo(slot * 1_000.0 + 1);
            }
            assertArrives(disk, slot);
            System.out.println("well");
        }

        /** Each under its own name, although others could not be written before it. */
        private static void assertArrives(Path disk, int slots) throws Exception {
            try (var receiver = new Receiver();
                    var store = Stores.open(Stores.settings(disk, receiver.url()))) {
                Stores.drain(store);
                assertThat(receiver.taken).hasSize(slots * 1_000 + 1);
                assertThat(receiver.taken)
                        .filteredOn(got -> got.value() == 7_777)
                        .singleElement()
                        .satisfies(got -> assertThat(got.labels()).containsEntry("check", "new"));
            }
        }

        private static void assertWhole(PrometheusSeriesStore store, int slots) {
            assertThat(store.usage().series()).isBetween(1_000, 1_001);
            for (int i = 0; i < 1_000; i += 333) {
                assertThat(store.read(
                                        "c" + i + ":x",
                                        Stores.T0,
                                        Stores.T0 + slots * 1_000L,
                                        1_000,
                                        Consolidation.AVERAGE)
                                .orElseThrow()
                                .values())
                        .containsExactly(
                                IntStream.range(0, slots).asDoubleStream().toArray());
            }
        }
    }
}
