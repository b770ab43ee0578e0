package org.redeye.store.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Sample;
import org.redeye.store.prometheus.Receiver.Got;
import org.redeye.store.prometheus.Receiver.Reply;
import org.redeye.testkit.ManualClock;

/** What goes out, and what becomes of it when the server is not well. */
class SenderTest {

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private Receiver receiver;
    private PrometheusSeriesStore store;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        store = new PrometheusSeriesStore(Stores.settings(folder, receiver.url()), clock);
    }

    @AfterEach
    void close() {
        store.close();
        receiver.close();
    }

    private void append(int first, int count) {
        var batch = new ArrayList<Sample>();
        for (int i = first; i < first + count; i++) {
            batch.add(Stores.sample(Stores.key("p/checks/c" + i % 3, 10), i / 3 * 10_000L, i));
        }
        assertThat(store.append(batch)).isZero();
    }

    private List<Double> values() {
        return receiver.taken.stream().map(Got::value).toList();
    }

    @Test
    void aSeriesIsCalledByItsLabels() throws Exception {
        var key = new org.redeye.api.series.SeriesKey(
                "shop/checks/disk@db", "used.bytes", "/var \"x\\", "B", "node-7", Duration.ofSeconds(10));
        store.append(List.of(new Sample(key, Stores.T0, 1.5), new Sample(key, Stores.T0 + 12_345, Double.NaN)));
        store.end(key.id(), Stores.T0 + 50_000);
        Stores.drain(store);
        var labels = Map.of(
                "__name__", "rem_used_bytes",
                "check", "shop/checks/disk@db",
                "metric", "used.bytes",
                "item", "/var \"x\\",
                "node", "node-7",
                "package", "shop",
                "unit", "B");
        assertThat(receiver.taken).extracting(Got::labels).containsOnly(labels);
        assertThat(receiver.taken)
                .extracting(Got::time)
                .as("the first at the beginning of its slot, the end right behind the last")
                .containsExactly(Stores.T0 + 1, Stores.T0 + 12_345, Stores.T0 + 12_346);
        assertThat(receiver.taken.get(0).value()).isEqualTo(1.5);
        assertThat(receiver.taken.subList(1, 3))
                .extracting(got -> Double.doubleToRawLongBits(got.value()))
                .containsOnly(WriteRequest.STALE);
        assertThat(receiver.requests.get(0))
                .containsEntry("Content-Type", "application/x-protobuf")
                .containsEntry("Content-Encoding", "snappy")
                .containsEntry("X-Prometheus-Remote-Write-Version", "0.1.0")
                .doesNotContainKey("Authorization")
                .doesNotContainKey("X-Scope-OrgID");
    }

    @Test
    void manySmallBatchesAreOneRequestAndALargeOneIsSeveral() throws Exception {
        for (int i = 0; i < 30; i++) {
            append(i, 1);
        }
        assertThat(store.sender().step()).as("few samples wait for more").isEqualTo(Sender.LINGER);
        assertThat(receiver.requests).hasSize(1);
        append(30, 12_000);
        assertThat(store.sender().step()).isZero();
        Stores.drain(store);
        assertThat(receiver.requests).hasSize(4);
        assertThat(values()).hasSize(12_030).doesNotHaveDuplicates();
    }

    @Test
    void theSameRequestIsTriedAgainAndPausesGrowUpToABound() throws Exception {
        append(0, 9);
        receiver.rule = samples -> Reply.of(503);
        long before = 0;
        for (int i = 0; i < 20; i++) {
            long pause = store.sender().step();
            long doubled = Math.min(Sender.LONGEST_PAUSE, Sender.FIRST_PAUSE << i);
            assertThat(pause).isBetween(doubled / 2, doubled * 3 / 2);
            before = pause;
        }
        assertThat(before).isGreaterThanOrEqualTo(Sender.LONGEST_PAUSE / 2);
        assertThat(Stores.meter(store, "waiting")).isEqualTo(9);
        assertThat(Stores.meter(store, "retries_total")).isEqualTo(20);
        receiver.rule = samples -> Reply.of(204);
        Stores.drain(store);
        assertThat(values()).hasSize(9);
        assertThat(Stores.meter(store, "waiting")).isZero();
        assertThat(Stores.meter(store, "behind_seconds")).isZero();
        append(9, 1);
        receiver.rule = samples -> Reply.of(500);
        assertThat(store.sender().step()).as("begins anew").isLessThanOrEqualTo(Sender.FIRST_PAUSE * 3 / 2);
    }

    @Test
    void retryAfterIsKeptToUpToABound() throws Exception {
        append(0, 3);
        receiver.rule = samples -> new Reply(429, "", Map.of("Retry-After", "7"));
        assertThat(store.sender().step()).isEqualTo(7_000);
        String date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(90).atZone(java.time.ZoneOffset.UTC));
        receiver.rule = samples -> new Reply(503, "", Map.of("Retry-After", date));
        assertThat(store.sender().step()).isBetween(88_000L, 90_000L);
        receiver.rule = samples -> new Reply(429, "", Map.of("Retry-After", "99999999"));
        assertThat(store.sender().step()).isEqualTo(600_000);
        receiver.rule = samples -> new Reply(429, "", Map.of("Retry-After", "soon"));
        assertThat(store.sender().step()).isLessThan(10_000);
    }

    @Test
    void wrongCredentialsOrAddressesCostNoSample() throws Exception {
        append(0, 3);
        for (int status : new int[] {401, 403, 404, 405, 407, 408, 301, 502}) {
            receiver.rule = samples -> Reply.of(status);
            assertThat(store.sender().step()).isPositive();
        }
        assertThat(Stores.meter(store, "refused_total")).isZero();
        receiver.rule = samples -> Reply.of(204);
        Stores.drain(store);
        assertThat(values()).hasSize(3);
    }

    @Test
    void aPoisonedSampleTakesNoOthersWithIt() throws Exception {
        receiver.rule = samples -> samples.stream().anyMatch(got -> got.value() == 666 || got.value() == 1234)
                ? new Reply(400, "out of order sample", Map.of())
                : Reply.of(204);
        append(0, 4_000);
        Stores.drain(store);
        assertThat(values()).hasSize(3_998).doesNotContain(666.0, 1234.0);
        assertThat(Stores.meter(store, "refused_total")).isEqualTo(2);
        assertThat(Stores.meter(store, "sent_total")).isEqualTo(3_998);
        assertThat(Stores.meter(store, "waiting")).isZero();
        var perSeries = receiver.taken.stream()
                .filter(got -> "p/checks/c1".equals(got.labels().get("check")))
                .map(Got::time)
                .toList();
        assertThat(perSeries).as("in order all the same").isSorted();
    }

    @Test
    void aServerThatRefusesEverythingIsAskedABoundedNumberOfTimes() throws Exception {
        receiver.rule = samples -> new Reply(422, "no", Map.of());
        append(0, 5_000);
        Stores.drain(store);
        assertThat(receiver.requests).hasSizeLessThanOrEqualTo(2 * Sender.MOST_SPLITS + 1);
        assertThat(Stores.meter(store, "refused_total")).isEqualTo(5_000);
        assertThat(Stores.meter(store, "waiting")).isZero();
    }

    @Test
    void whatWasSentIsNotSentAgainAfterARestart() throws Exception {
        append(0, 12_000);
        assertThat(store.sender().step()).isZero();
        assertThat(Stores.meter(store, "waiting")).isEqualTo(7_000);
        store.close();
        store = new PrometheusSeriesStore(Stores.settings(folder, receiver.url()), clock);
        assertThat(Stores.meter(store, "waiting")).isEqualTo(7_000);
        Stores.drain(store);
        assertThat(values()).hasSize(12_000).doesNotHaveDuplicates();
        append(12_000, 3);
        Stores.drain(store);
        assertThat(values()).hasSize(12_003);
    }

    @Test
    void aFullBufferLosesItsOldestAndCountsThem() throws Exception {
        store.close();
        var plain = Stores.settings(folder, receiver.url());
        var small =
                new Settings(plain.folder(), plain.server(), Map.of(), 5_000, 1 << 20, Duration.ZERO, Duration.ZERO);
        store = new PrometheusSeriesStore(small, clock);
        receiver.rule = samples -> Reply.of(503);
        append(0, 3_000);
        store.sender().step();
        for (int i = 1; i < 60; i++) {
            append(i * 3_000, 3_000);
        }
        assertThat(store.usage().bytes()).isLessThan((1 << 20) + 100_000);
        double dropped = Stores.meter(store, "dropped_total");
        assertThat(dropped).isPositive();
        assertThat(Stores.meter(store, "waiting")).isEqualTo(180_000 - dropped);
        receiver.rule = samples -> Reply.of(204);
        Stores.drain(store);
        assertThat(values())
                .hasSize((int) (180_000 - dropped))
                .doesNotHaveDuplicates()
                .contains(179_999.0);
        assertThat(store.usage().bytes()).as("what was sent is deleted").isLessThan(300_000);
        append(180_000, 3);
        Stores.drain(store);
        assertThat(values()).contains(180_002.0);
    }

    @Test
    void aDamagedSegmentCostsItsOwnSamplesOnly() throws Exception {
        store.close();
        var plain = Stores.settings(folder, receiver.url());
        var small =
                new Settings(plain.folder(), plain.server(), Map.of(), 5_000, 1 << 20, Duration.ZERO, Duration.ZERO);
        store = new PrometheusSeriesStore(small, clock);
        for (int i = 0; i < 6; i++) {
            append(i * 3_000, 3_000);
        }
        Path first = plain.folder().resolve("buffer/00000001.segment");
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length - 10] ^= 1;
        Files.write(first, bytes);
        Stores.drain(store);
        double lost = Stores.meter(store, "refused_total");
        assertThat(lost).isEqualTo(3_000);
        assertThat(values()).hasSize(15_000).contains(17_999.0);
        assertThat(Stores.meter(store, "waiting")).isZero();
    }

    @Test
    void aSegmentThatIsNoneAnyMoreIsPassedOver() throws Exception {
        store.close();
        var plain = Stores.settings(folder, receiver.url());
        var small =
                new Settings(plain.folder(), plain.server(), Map.of(), 5_000, 1 << 20, Duration.ZERO, Duration.ZERO);
        store = new PrometheusSeriesStore(small, clock);
        for (int i = 0; i < 9; i++) {
            append(i * 3_000, 3_000);
        }
        Path second = plain.folder().resolve("buffer/00000002.segment");
        byte[] kept = Files.readAllBytes(second);
        Files.write(second, new byte[10]);
        Stores.drain(store);
        append(27_000, 3);
        Stores.drain(store);
        double lost = Stores.meter(store, "refused_total");
        assertThat(lost).isPositive();
        assertThat(values()).hasSize(27_003 - (int) lost).contains(0.0, 26_999.0, 27_002.0);
        assertThat(kept.length).isGreaterThan(10);
    }

    @Test
    void aThreadSendsWhatComes() throws Exception {
        store.close();
        var config = new ConfigOf(receiver.url());
        try (var live = new PrometheusSeriesStore(org.redeye.testkit.FakePlatform.in(folder), config)) {
            var arrived = new java.util.concurrent.CountDownLatch(3);
            receiver.rule = samples -> {
                samples.forEach(got -> arrived.countDown());
                return Reply.of(204);
            };
            live.append(List.of(
                    Stores.sample(Stores.key("a", 10), 0, 1),
                    Stores.sample(Stores.key("b", 10), 0, 1),
                    Stores.sample(Stores.key("c", 10), 0, 1)));
            assertThat(arrived.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
        store = new PrometheusSeriesStore(Stores.settings(folder, receiver.url()), Clock.systemUTC());
    }
}
