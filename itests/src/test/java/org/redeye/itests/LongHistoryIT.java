package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus beside the series store, then in its place. */
@Tag("long")
class LongHistoryIT {

    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final String CHECK = "far/checks/a/b";
    private static final String SERIES = CHECK + ":connect_seconds";

    @TempDir
    private Path folder;

    private Process start(int port) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "{}\n");
        return new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    private static String ask(int port, String query) {
        var address = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return ""; // not there yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** While the engine begins anew with other settings it answers 503. */
    private static HttpResponse<String> points(Distribution rem, long from) {
        return rem.send(rem.admin("/api/v1/series/" + Distribution.encode(SERIES) + "/points?from=" + from));
    }

    @Test
    void samplesGoToASecondStoreAndAreReadBackFromIt() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROMETHEUS), "skipped: " + PROMETHEUS + " is not installed (package prometheus)");
        Path home = folder.resolve("rem");
        assertThat(new ProcessBuilder("cp", "-a", Distribution.home().toString(), home.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        int port = Distribution.freePort();
        var prometheus = start(port);
        try (var rem = Distribution.startIn(home, folder.resolve("data"))) {
            var put = rem.putPackage(
                    "far",
                    "",
                    "checks:\n  a:\n    b: {probe: tcp, address: 127.0.0.1, port: %d, every: 1s}\n"
                            .formatted(rem.port()));
            assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
            rem.awaitCheck(CHECK, "ok", Duration.ofSeconds(10));
            Path buffer = rem.data().resolve("series-prometheus");
            assertThat(buffer).as("nothing is opened that nobody wants").doesNotExist();

            Files.writeString(
                    home.resolve("etc/org.redeye.store.prometheus.cfg"),
                    "write.url = http://127.0.0.1:%1$d/api/v1/write\nread.url = http://127.0.0.1:%1$d\nrecent = 0s\n"
                            .formatted(port));
            Files.writeString(home.resolve("etc/org.redeye.series.cfg"), "history = prometheus\n");
            Distribution.await("samples to arrive beside those kept here", Duration.ofSeconds(30), () -> ask(
                            port, "count_over_time(rem_connect_seconds{check=\"" + CHECK + "\",package=\"far\"}[1h])")
                    .contains("\"value\""));
            assertThat(rem.points(SERIES, System.currentTimeMillis() - 60_000)).isNotEmpty();
            assertThat(rem.send(rem.admin("/metrics")).body())
                    .contains("rem_store_prometheus_sent_total")
                    .contains("rem_series_history_stored_total");

            long switched = System.currentTimeMillis();
            Files.writeString(home.resolve("etc/org.redeye.series.cfg"), "store = prometheus\n");
            Distribution.await(
                    "points that only Prometheus has",
                    Duration.ofSeconds(30),
                    () -> points(rem, switched).statusCode() == 200
                            && rem.points(SERIES, switched).size() > 5);
            prometheus.destroy();
            assertThat(prometheus.waitFor(10, TimeUnit.SECONDS)).isTrue();
            Distribution.await("the log to say what is wrong", Duration.ofSeconds(20), () -> rem.log()
                    .contains("Samples wait on disk, because http://127.0.0.1:" + port));
            var answer = points(rem, switched - 3_600_000);
            assertThat(answer.statusCode())
                    .as("no gap is made up: " + answer.body())
                    .isEqualTo(503);
            assertThat(answer.body()).contains("The series cannot be read: http://127.0.0.1:" + port);
            prometheus = start(port);
            Distribution.await(
                    "what waited to arrive",
                    Duration.ofSeconds(90),
                    () -> points(rem, switched - 3_600_000).statusCode() == 200
                            && rem.send(rem.admin("/metrics")).body().contains("rem_store_prometheus_retries_total"));
        } finally {
            prometheus.destroyForcibly();
        }
    }
}
