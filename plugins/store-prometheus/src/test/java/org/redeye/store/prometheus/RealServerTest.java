package org.redeye.store.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;

/** With a real Prometheus as it is when it is installed, through faults. */
class RealServerTest {

    private static final SeriesKey KEY = Stores.key("p/checks/a", 1);

    /** Where in their second samples lie, in milliseconds: at both ends of it, too. */
    private static final long[] WITHIN = {0, 499, 999};

    @TempDir
    private Path folder;

    private PrometheusServer server(int port) throws IOException {
        return PrometheusServer.strict(folder.resolve("prometheus"), port);
    }

    private static void append(PrometheusSeriesStore store, int first, int count) {
        for (int from = first; from < first + count; from += 50_000) {
            store.append(IntStream.range(from, Math.min(first + count, from + 50_000))
                    .mapToObj(i -> Stores.sample(KEY, i * 1_000L + WITHIN[i % 3], value(i)))
                    .toList());
        }
    }

    private static double value(int slot) {
        return slot % 7 == 3 ? Double.NaN : Math.sin(slot) * 1e6;
    }

    private static Points read(PrometheusSeriesStore store, int first, int count, int step, Consolidation how) {
        return store.read(
                        KEY.id(), Stores.T0 + first * 1_000L, Stores.T0 + (first + count) * 1_000L, step * 1_000L, how)
                .orElseThrow();
    }

    @Test
    void aServerThatWasAwayGetsAllOfItInOrder() throws Exception {
        int port;
        try (var server = server(0);
                var store = Stores.open(Stores.settings(folder, server.url()))) {
            port = server.port();
            append(store, 0, 100);
            Stores.drain(store);
        }
        try (var store = Stores.open(Stores.settings(folder, URI.create("http://127.0.0.1:" + port)))) {
            append(store, 100, 20_000);
            assertThat(store.sender().step()).isPositive();
            assertThat(store.sender().step()).isPositive();
            assertThat(read(store, 200, 3, 1, Consolidation.AVERAGE).values())
                    .as("what waits can be read")
                    .containsExactly(value(200), value(201), value(202));
            assertThatThrownBy(() -> read(store, -50, 100, 1, Consolidation.AVERAGE))
                    .as("what is over there cannot, and is not shown as a gap")
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The series cannot be read: http://127.0.0.1:" + port + "/api/v1/query: ");
            try (var server = server(port)) {
                Stores.drain(store);
                assertThat(Stores.meter(store, "refused_total")).isZero();
                assertThat(read(store, 0, 20_100, 1, Consolidation.AVERAGE).values())
                        .containsExactly(IntStream.range(0, 20_100)
                                .mapToDouble(RealServerTest::value)
                                .toArray());
            }
        }
    }

    @Test
    void longStretchesAreMadeByTheServerAsTheyAreMadeHere() throws Exception {
        int count = 130_000;
        try (var server = server(0);
                var store = Stores.open(Stores.settings(folder, server.url()))) {
            append(store, 0, count - 500);
            Stores.drain(store);
            append(store, count - 500, 500); // not sent yet
            for (int step : new int[] {7, 60, 3_600}) {
                compare(read(store, 0, count, step, Consolidation.MIN), Math::min, count);
                compare(read(store, 0, count, step, Consolidation.MAX), Math::max, count);
                var means = read(store, 0, count, step, Consolidation.AVERAGE);
                assertThat(means.step()).isEqualTo(step * 1_000L);
                for (int i = 0; i < means.size(); i++) {
                    double mean = known(means, i, count).average().orElse(Double.NaN);
                    assertThat(means.values()[i])
                            .as("point %s of step %s", i, step)
                            .isCloseTo(mean, within(1e-6));
                }
            }
        }
    }

    /** The known values of a point. */
    private static DoubleStream known(Points points, int i, int count) {
        int first = (int) ((points.at(i) - Stores.T0) / 1_000);
        return IntStream.range(Math.max(0, first), (int) Math.min(count, first + points.step() / 1_000))
                .mapToDouble(RealServerTest::value)
                .filter(value -> !Double.isNaN(value));
    }

    private static void compare(Points points, DoubleBinaryOperator how, int count) {
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.values()[i])
                    .as("point %s of step %s", i, points.step())
                    .isEqualTo(known(points, i, count).reduce(how).orElse(Double.NaN));
        }
    }

    @Test
    void aSampleThatTheServerRefusesTakesNoOthersWithIt() throws Exception {
        try (var server = server(0);
                var store = Stores.open(Stores.settings(folder, server.url()))) {
            append(store, 100_000, 1);
            Stores.drain(store);
            // a day too old for a server that takes samples in order
            var batch = new ArrayList<Sample>();
            batch.add(Stores.sample(Stores.key("p/checks/old", 1), 0, 1));
            for (int i = 0; i < 200; i++) {
                batch.add(Stores.sample(Stores.key("p/checks/new" + i, 1), 100_001_000L, i));
            }
            store.append(batch);
            Stores.drain(store);
            assertThat(Stores.meter(store, "refused_total")).isEqualTo(1);
            assertThat(Stores.meter(store, "sent_total")).isEqualTo(201);
            assertThat(store.read(
                                    "p/checks/new7:x",
                                    Stores.T0 + 100_001_000L,
                                    Stores.T0 + 100_002_000L,
                                    1_000,
                                    Consolidation.MAX)
                            .orElseThrow()
                            .values())
                    .containsExactly(7);
        }
    }

    @Test
    void whatEndedIsStaleForOthersAtOnce() throws Exception {
        try (var server = server(0);
                var store = Stores.open(Stores.settings(folder, server.url()))) {
            append(store, 0, 3);
            Stores.drain(store);
            String query = "/api/v1/query?query=rem_x&time=" + java.time.Instant.ofEpochMilli(Stores.T0 + 30_000);
            assertThat(server.get(query)).contains("\"check\":\"p/checks/a\"").contains("\"package\":\"p\"");
            store.end(KEY.id(), Stores.T0 + 20_000);
            Stores.drain(store);
            assertThat(server.get(query)).contains("\"result\":[]");
        }
    }

    @Test
    @Timeout(120)
    void acknowledgedSamplesSurviveKillMinusNineAndArrive() throws Exception {
        int acknowledged = -1;
        for (int round = 0; round < 3; round++) {
            acknowledged = appendUntilKilled(acknowledged + 2, 300 + 200 * round);
        }
        try (var server = server(0);
                var store = Stores.open(Stores.settings(folder, server.url()))) {
            Stores.drain(store);
            assertThat(Stores.meter(store, "refused_total")).isZero();
            double[] values = store.read(
                            Stores.key("c7", 1).id(),
                            Stores.T0,
                            Stores.T0 + (acknowledged + 1) * 1_000L,
                            1_000,
                            Consolidation.AVERAGE)
                    .orElseThrow()
                    .values();
            int gaps = 0;
            for (int slot = 0; slot <= acknowledged; slot++) {
                if (Double.isNaN(values[slot])) {
                    gaps++; // the slot at which a process was killed
                } else {
                    assertThat(values[slot]).isEqualTo(slot);
                }
            }
            assertThat(acknowledged).isGreaterThan(1_000);
            assertThat(gaps).isLessThanOrEqualTo(3);
        }
    }

    private int appendUntilKilled(int first, int appends) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = -1;
        try (var acks = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < appends; i++) {
                last = Integer.parseInt(acks.readLine().strip());
            }
            // Process.destroyForcibly would close its output, too
            process.toHandle().destroyForcibly();
            // what it printed before it died counts as well
            for (String line = acks.readLine(); line != null; line = acks.readLine()) {
                last = line.length() < Child.LINE ? last : Integer.parseInt(line.strip());
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        return last;
    }

    /** Appends one sample a second to each of 20 series, as fast as it can, and says which slot is stored. */
    static final class Child {

        /** So long that few of them fit into a pipe, or it would run far ahead. */
        static final int LINE = 1_000;

        private Child() {}

        public static void main(String[] args) {
            var plain = Stores.settings(Path.of(args[0]), URI.create("http://127.0.0.1:1"));
            var small = new Settings(
                    plain.folder(), plain.server(), Map.of(), 5_000, 64 << 20, Duration.ZERO, Duration.ZERO);
            var store = new PrometheusSeriesStore(small, Clock.systemUTC());
            for (int slot = Integer.parseInt(args[1]); ; slot++) {
                int value = slot;
                List<Sample> batch = IntStream.range(0, 20)
                        .mapToObj(i -> Stores.sample(Stores.key("c" + i, 1), value * 1_000L, value))
                        .toList();
                store.append(batch);
                System.out.println(slot + " ".repeat(LINE));
            }
        }
    }
}
