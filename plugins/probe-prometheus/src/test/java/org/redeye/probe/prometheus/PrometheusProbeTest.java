package org.redeye.probe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.MetricRules;
import org.redeye.testkit.RawYaml;

@Timeout(30)
class PrometheusProbeTest {

    private PrometheusProbe probe;
    private final List<Exporter> exporters = new ArrayList<>();

    @BeforeEach
    void open() {
        probe = new PrometheusProbe();
    }

    @AfterEach
    void close() {
        probe.close();
        exporters.forEach(Exporter::close);
    }

    @Test
    void makesSeriesOfTheTextFormat() throws Exception {
        Outcome outcome = scrape("""
                # HELP node_cpu_seconds_total Seconds the CPUs spent in each mode.
                # TYPE node_cpu_seconds_total counter
                node_cpu_seconds_total{cpu="0",mode="idle"} 362812.7
                # TYPE node_load1 gauge
                node_load1 0.21
                # TYPE node_network_receive_bytes_total counter
                node_network_receive_bytes_total{device="eth\\"0\\""} 1.5e9
                some:Rule_Name 1
                untyped_things_total 4
                go_gc_duration_seconds{quantile="0.5",} 2.2e-05
                # TYPE go_gc_duration_seconds summary
                go_gc_duration_seconds_sum 17.5
                go_gc_duration_seconds_count 2731
                """, "");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(kept(outcome))
                .containsExactly(
                        "node_cpu_seconds_per_second[cpu=0,mode=idle] 362812.7 s/s counted",
                        "node_load1[] 0.21 ",
                        "node_network_receive_bytes_per_second[device=eth\"0\"] 1.5E9 B/s counted",
                        "some_rule_name[] 1.0 ",
                        "untyped_things_per_second[] 4.0 /s counted",
                        "go_gc_duration_seconds[quantile=0.5] 2.2E-5 s",
                        "go_gc_duration_seconds_sum_per_second[] 17.5 /s counted",
                        "go_gc_duration_seconds_count_per_second[] 2731.0 /s counted");
        assertThat(MetricRules.problems(outcome.metrics())).isEmpty();
        assertThat(value(outcome, "samples")).isEqualTo(8);
    }

    @Test
    void makesSeriesOfOpenMetrics() throws Exception {
        Outcome outcome = scrape(Exporter.OPEN, """
                # TYPE http_requests counter
                # UNIT http_requests requests
                http_requests_total{code="200"} 7 %d.5 # {trace_id="abc"} 1 2.5
                http_requests_created{code="200"} 1.7e9
                # TYPE build info
                build_info{version="1"} 1
                # TYPE delay_seconds histogram
                delay_seconds_bucket{le="0.1"} 3 # {trace_id="abc"} 0.05
                delay_seconds_bucket{le="+Inf"} 4
                delay_seconds_count 4
                delay_seconds_sum 0.9
                # EOF
                """.formatted(Instant.now().getEpochSecond()), "");

        assertThat(kept(outcome))
                .containsExactly(
                        "http_requests_per_second[code=200] 7.0 /s counted",
                        "delay_seconds_count_per_second[] 4.0 /s counted",
                        "delay_seconds_sum_per_second[] 0.9 /s counted");
        assertThat(value(outcome, "dropped_samples")).isZero();
    }

    @Test
    void keepsBucketsWhereWanted() throws Exception {
        String text = "# TYPE d histogram\nd_bucket{le=\"1\"} 3\nd_bucket{le=\"+Inf\"} 4\nd_count 4\n";

        assertThat(kept(scrape(text, "buckets: true")))
                .containsExactly(
                        "d_bucket_per_second[le=1] 3.0 /s counted",
                        "d_bucket_per_second[le=+Inf] 4.0 /s counted",
                        "d_count_per_second[] 4.0 /s counted");
    }

    @Test
    void choosesByNameAndLabel() throws Exception {
        String text = "fs_free_bytes{t=\"ext4\"} 1\nfs_free_bytes{t=\"tmpfs\"} 2\nfs_ro{t=\"ext4\"} 0\nload 3\n";

        assertThat(kept(scrape(text, "metrics: ['fs_*'], drop: ['*_ro'], labels: {t: 'ext4|xfs'}")))
                .containsExactly("fs_free_bytes[t=ext4] 1.0 B");
    }

    @Test
    void takesNanAndInfinityForUnknown() throws Exception {
        Outcome outcome = scrape("a NaN\nb +Inf\nc -Inf\nd_total NaN\n", "");

        assertThat(kept(outcome)).containsExactly("a[] NaN ", "b[] NaN ", "c[] NaN ", "d_per_second[] NaN /s counted");
    }

    @Test
    void dropsAndCountsWhatIsDoubledOutOfTimeOrNegative() throws Exception {
        long now = System.currentTimeMillis();
        Outcome outcome = scrape(
                "a 1\na 2\nA 3\nold 1 " + (now - 600_000) + "\nnew 1 " + (now + 600_000) + "\ngood 1 " + now
                        + "\nn_total -1\nscrape_seconds 5\n",
                "");

        assertThat(kept(outcome)).containsExactly("a[] 1.0 ", "good[] 1.0 ");
        assertThat(value(outcome, "dropped_samples")).isEqualTo(6);
        assertThat(outcome.message())
                .endsWith("8 samples; 2 are kept, 6 doubled, out of time or negative counts dropped");
    }

    @Test
    void fitsLongNamesAndLabels() throws Exception {
        Outcome outcome = scrape("a".repeat(100) + "_seconds{l=\"" + "v".repeat(5_000) + "\"} 1\n", "");

        assertThat(MetricRules.problems(outcome.metrics())).isEmpty();
        assertThat(kept(outcome)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>|line 2, column 1: expected the name of a metric in '<html>'.",
                "x|line 2, column 2: expected a value in 'x'.",
                "x{a=1} 1|line 2, column 5: expected '\"' in 'x{a=1} 1'.",
                "x{a=\"1\" 1|line 2, column 9: expected ',' or '}' in 'x{a=\"1\" 1'.",
                "x{a=\"1|line 2, column 7: expected '\"' in 'x{a=\"1'.",
                "x{a=\"1\",a=\"2\"} 1|line 2, column 14: expected each label once, at most 64 in 'x{a=\"1\",a=\"2\"} 1'.",
                "x 1f|line 2, column 3: expected a number in 'x 1f'.",
                "x 0x10|line 2, column 3: expected a number in 'x 0x10'.",
                "x 1 2 3|line 2, column 7: expected the end of the line in 'x 1 2 3'.",
                "x 1 NaN|line 2, column 8: expected a time in 'x 1 NaN'.",
            })
    void saysWhereALineIsNotOfTheFormat(String line, String message) throws Exception {
        Outcome outcome = scrape("ok 1\n" + line + "\n", "");

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith("/metrics, " + message);
    }

    @Test
    void refusesAnOpenMetricsTextThatIsCutOff() throws Exception {
        Outcome outcome = scrape(Exporter.OPEN, "x 1\n", "");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith("without '# EOF' at its end: it is cut off.");
    }

    @Test
    void refusesAGigabyteByWhatItSaysOfItself() throws Exception {
        var exporter = new Exporter(exchange -> {
            exchange.sendResponseHeaders(200, 1L << 30);
            exchange.getResponseBody().write("x 1\n".getBytes(StandardCharsets.UTF_8));
        });
        exporters.add(exporter);

        Outcome outcome = run(exporter.url(), "");

        assertThat(outcome.reason()).isEqualTo(Reason.SIZE);
        assertThat(outcome.message())
                .isEqualTo(exporter.url() + " sends more than 16777216 bytes: ask it for less, or raise 'max bytes'.");
    }

    @Test
    void stopsReadingATextWithoutEnd() throws Exception {
        var written = new AtomicLong();
        var exporter = new Exporter(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] lines = "xyz{a=\"b\"} 1\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
                while (written.get() < 1L << 30) {
                    out.write(lines);
                    written.addAndGet(lines.length);
                }
            }
        });
        exporters.add(exporter);

        assertThat(run(exporter.url(), "max bytes: 1MiB").reason()).isEqualTo(Reason.SIZE);
        assertThat(written.get()).isLessThan(64L << 20);
    }

    @Test
    void refusesALineWithoutEnd() throws Exception {
        Outcome outcome = scrape("x".repeat(70_000) + " 1\n", "");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith("sends a line of more than 65536 bytes.");
    }

    @Test
    void refusesMoreSeriesThanAllowed() throws Exception {
        String text =
                IntStream.range(0, 11).mapToObj(i -> "x{i=\"" + i + "\"} 1\n").collect(Collectors.joining());

        Outcome outcome = scrape(text, "max series: 10");

        assertThat(outcome.reason()).isEqualTo(Reason.SIZE);
        assertThat(outcome.message()).contains("has more than 10 series to keep");
        assertThat(scrape(text, "max series: 11").status()).isEqualTo(Status.OK);
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        Outcome outcome = scrape("a 1\n", "require: [a, up, b]");

        assertThat(outcome.reason()).isEqualTo(Reason.MISSING);
        assertThat(outcome.message()).endsWith("/metrics has no metric b, up; expected it.");
    }

    @Test
    void sendsCredentialsAndNamesThatTheyAreWrong() throws Exception {
        var exporter = new Exporter(exchange -> {
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean right = authorization.equals("Bearer right") || authorization.equals("Basic bWU6cmlnaHQ=");
            exchange.sendResponseHeaders(right ? 200 : 401, -1);
            exchange.close();
        });
        exporters.add(exporter);

        assertThat(run(exporter.url(), "token: right").status()).isEqualTo(Status.OK);
        assertThat(run(exporter.url(), "user: me, password: right").status()).isEqualTo(Status.OK);
        assertThat(run(exporter.url(), "token: wrong").reason()).isEqualTo(Reason.AUTHENTICATION);
    }

    @Test
    void namesAStatusThatIsNotOk() throws Exception {
        exporters.add(Exporter.of(Exporter.TEXT, ""));
        String url = exporters.get(0).url();
        Outcome outcome = run(url.replace("/metrics", "/nothing"), "");

        assertThat(outcome.reason()).isEqualTo(Reason.STATUS);
        assertThat(outcome.message()).endsWith(" answered with the status 404; expected 200.");
    }

    @Test
    void namesAConnectionThatIsRefusedOrEnds() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        assertThat(run("http://127.0.0.1:" + free + "/metrics", "").reason()).isEqualTo(Reason.REFUSED);
        assertThat(run("http://no-such-name.invalid/metrics", "").reason()).isEqualTo(Reason.DNS);

        var exporter = new Exporter(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("x 1\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("the test ends the connection");
        });
        exporters.add(exporter);
        assertThat(run(exporter.url(), "").reason()).isEqualTo(Reason.RESET);
    }

    @Test
    void namesAServerThatDrips() throws Exception {
        var exporter = new Exporter(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
        });
        exporters.add(exporter);
        var config = config(exporter.url(), "");

        Outcome outcome = probe.probe(config, FakeProbeContext.local().within(Duration.ofMillis(500)))
                .toCompletableFuture()
                .get();

        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message()).contains("/metrics began to answer but did not end within ");
    }

    private static List<String> kept(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        return outcome.metrics().stream()
                .skip(4)
                .filter(metric -> !metric.name().equals("total_seconds"))
                .map(metric -> metric.name() + "[" + metric.item() + "] " + metric.value() + " " + metric.unit()
                        + (metric.counter() ? " counted" : ""))
                .toList();
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }

    private Outcome scrape(String text, String settings) throws Exception {
        return scrape(Exporter.TEXT, text, settings);
    }

    private Outcome scrape(String type, String text, String settings) throws Exception {
        Exporter exporter = Exporter.of(type, text);
        exporters.add(exporter);
        return run(exporter.url(), settings);
    }

    private Outcome run(String url, String settings) throws Exception {
        return probe.probe(config(url, settings), FakeProbeContext.local())
                .toCompletableFuture()
                .get();
    }

    private static PrometheusProbe.Config config(String url, String settings) {
        return FakeBinder.ofClassPath()
                .bind(PrometheusProbe.Config.class, RawYaml.map("{url: '" + url + "', " + settings + "}"));
    }
}
