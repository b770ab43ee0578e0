package org.redeye.probe.ntp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.RawYaml;

@Timeout(30)
class NtpProbeTest {

    private static final Path CHRONYD = Path.of("/usr/sbin/chronyd");

    private NtpProbe probe;
    private final List<TimeServer> servers = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        probe = new NtpProbe();
    }

    @AfterEach
    void close() {
        probe.close();
        servers.forEach(TimeServer::close);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3_600, -7_200.5})
    void measuresHowFarClocksAreApart(double ahead) throws Exception {
        Outcome outcome = run(serve(ahead, answer -> {}), "critical offset: 366d, warning offset: 366d");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "offset_seconds")).isCloseTo(ahead, within(5.0));
        assertThat(value(outcome, "delay_seconds")).isBetween(0.0, 10.0);
        assertThat(value(outcome, "stratum")).isEqualTo(2);
        assertThat(value(outcome, "root_delay_seconds")).isEqualTo(0.5);
        assertThat(value(outcome, "root_dispersion_seconds")).isEqualTo(0.25);
        assertThat(value(outcome, "reference_age_seconds")).isCloseTo(60, within(0.001));
        assertThat(outcome.message())
                .contains(ahead < 0 ? " s behind this node's clock" : " s ahead of this node's clock");
    }

    @Test
    void warnsAndIsCriticalBeyondItsLimits() throws Exception {
        TimeServer server = serve(100, answer -> {});

        Outcome warning = run(server, "warning offset: 30s, critical offset: 1h");
        Outcome critical = run(server, "warning offset: 30s, critical offset: 31s");

        assertThat(warning.status()).isEqualTo(Status.WARNING);
        assertThat(warning.reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(warning.message())
                .matches(".* is (1..|9[0-9](\\.\\d)?) s ahead of .*; expected at most 30\\.0 s\\.");
        assertThat(critical.status()).isEqualTo(Status.CRITICAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATE|gives no time: RATE, it is asked too often.",
                "DENY|gives no time: DENY, it does not serve this node.",
                "XABC|gives no time: XABC."
            })
    void obeysAKissOfDeath(String code, String message) throws Exception {
        Outcome outcome = run(
                serve(0, answer -> answer.put(1, (byte) 0)
                        .put(12, code.getBytes(StandardCharsets.US_ASCII))
                        .putLong(32, 0)),
                "");

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.STATUS);
        assertThat(outcome.message()).endsWith(message);
    }

    @Test
    void refusesAServerThatKnowsNoTimeItself() throws Exception {
        assertThat(run(serve(0, answer -> answer.put(0, (byte) 0xe4)), "").message())
                .endsWith("says that its own clock is not synchronised.");
        assertThat(run(serve(0, answer -> answer.put(1, (byte) 16)), "").reason())
                .isEqualTo(Reason.STATUS);
        Outcome far = run(serve(0, answer -> {}), "max stratum: 1");
        assertThat(far.reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(far.message()).endsWith("is of the stratum 2; expected at most 1.");
        Outcome vague = run(serve(0, answer -> answer.putInt(8, 0x20000)), "");
        assertThat(vague.message()).endsWith("says that it may be 2.25 s off; expected at most 1.50 s.");
    }

    @Test
    void ignoresWhatDoesNotAnswerItsQuestion() throws Exception {
        TimeServer server = start((time, question) -> {
            time.send(
                    question, TimeServer.answer(question, 9_999).putLong(24, 1).array()); // another origin
            time.send(
                    question,
                    TimeServer.answer(question, 9_999).put(0, (byte) 0x23).array()); // a client
            time.send(
                    question,
                    TimeServer.answer(question, 9_999).put(0, (byte) 0x0c).array()); // version 1
            time.send(
                    question, TimeServer.answer(question, 9_999).putLong(40, 0).array()); // no time
            time.send(question, new byte[47]);
            time.send(question, TimeServer.answer(question, 0).array());
            try (var stranger = new DatagramSocket()) {
                byte[] lie = TimeServer.answer(question, 9_999).array();
                stranger.send(new DatagramPacket(lie, lie.length, question.getSocketAddress()));
            }
        });

        Outcome outcome = run(server, "warning offset: 1h, critical offset: 1h");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "ignored_replies")).isEqualTo(5);
    }

    @Test
    void tellsOfAnswersThatDidNotFitWhenNoneDoes() throws Exception {
        TimeServer server = start((time, question) -> time.send(question, new byte[48]));

        Outcome outcome = probe.probe(config(server, "tries: 1"), context().within(Duration.ofMillis(300)))
                .toCompletableFuture()
                .get();

        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message())
                .contains(" did not answer, but sent 1 datagrams that do not fit a question, within ");
    }

    @Test
    void asksAgainWhenADatagramIsLost() throws Exception {
        var count = new AtomicInteger();
        TimeServer server = start((time, question) -> {
            if (count.incrementAndGet() > 1) {
                time.send(question, TimeServer.answer(question, 0).array());
            }
        });

        Outcome outcome = probe.probe(
                        config(server, "warning offset: 1h, critical offset: 1h"),
                        context().within(Duration.ofSeconds(1)))
                .toCompletableFuture()
                .get();

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
    }

    @Test
    void callsAClosedPortRefused() throws Exception {
        TimeServer server = serve(0, answer -> {});
        server.close();

        assertThat(run(server, "").reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void knowsTheEraAfter2036() {
        for (String at : List.of(
                "2036-02-07T06:28:15Z", "2036-02-07T06:28:17Z", "2026-11-21T00:00:00.5Z", "2090-01-01T00:00:00Z")) {
            Instant time = Instant.parse(at);
            long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
            byte[] answer =
                    ByteBuffer.allocate(48).putLong(40, Packet.stamp(nanos)).array();

            assertThat(Packet.read(answer, nanos + 30_000_000_000L).sent()).isCloseTo(nanos, within(1L));
        }
    }

    /** Against Debian's chrony, which serves this machine's clock as if it were right. */
    @Test
    void understandsChrony(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(CHRONYD), "chronyd is not installed (Debian: chrony)");
        int port;
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        Process chronyd = new ProcessBuilder(
                        CHRONYD.toString(),
                        "-d",
                        "-x",
                        "-U",
                        "-u",
                        System.getProperty("user.name"),
                        "port " + port,
                        "bindaddress 127.0.0.1",
                        "cmdport 0",
                        "bindcmdaddress /",
                        "local stratum 5",
                        "allow 127.0.0.1",
                        "pidfile " + folder.resolve("pid"),
                        "driftfile " + folder.resolve("drift"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            Outcome outcome = run(port, "");
            for (int i = 0; i < 100 && outcome.status() != Status.OK; i++) {
                Thread.sleep(50); // until it has opened its port; there is nothing to wait on
                outcome = run(port, "warning offset: 1h, critical offset: 1h");
            }
            assertThat(outcome.status())
                    .as(outcome + Files.readString(folder.resolve("log")))
                    .isEqualTo(Status.OK);
            assertThat(value(outcome, "stratum")).isEqualTo(5);
            assertThat(value(outcome, "offset_seconds")).isBetween(-5.0, 5.0); // the same clock
        } finally {
            chronyd.destroyForcibly().waitFor();
        }
    }

    private TimeServer serve(double ahead, Consumer<ByteBuffer> bend) throws IOException {
        return start((time, question) -> {
            ByteBuffer answer = TimeServer.answer(question, ahead);
            bend.accept(answer);
            time.send(question, answer.array());
        });
    }

    private TimeServer start(TimeServer.Handler handler) throws IOException {
        var server = new TimeServer(handler);
        servers.add(server);
        return server;
    }

    private Outcome run(TimeServer server, String settings) throws Exception {
        return run(server.port(), settings);
    }

    private Outcome run(int port, String settings) throws Exception {
        return probe.probe(config(port, settings), context())
                .toCompletableFuture()
                .get();
    }

    private static FakeProbeContext context() {
        return FakeProbeContext.to("127.0.0.1");
    }

    private static NtpProbe.Config config(TimeServer server, String settings) {
        return config(server.port(), settings);
    }

    private static NtpProbe.Config config(int port, String settings) {
        return FakeBinder.ofClassPath()
                .bind(NtpProbe.Config.class, RawYaml.map("{port: " + port + ", " + settings + "}"));
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }
}
