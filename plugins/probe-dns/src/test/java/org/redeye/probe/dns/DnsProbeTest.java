package org.redeye.probe.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.RawYaml;

@Timeout(30)
class DnsProbeTest {

    private static final byte[] ONE = {10, 0, 0, 1};
    private static final byte[] TWO = {10, 0, 0, 2};

    private DnsProbe probe;
    private final List<NameServer> servers = new ArrayList<>();
    private NameServer server;

    @BeforeEach
    void open() throws IOException {
        probe = new DnsProbe();
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        for (NameServer each : servers) {
            each.close();
        }
    }

    @Test
    void measuresAnAnswer() throws Exception {
        answer(reply -> reply.record(RecordType.A, 300, ONE).record(RecordType.A, 60, TWO));

        Outcome outcome = run("expect: [10.0.0.2, 10.0.0.1], only: true");

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(value(outcome, "answers")).isEqualTo(2);
        assertThat(value(outcome, "ttl_seconds")).isEqualTo(60);
        assertThat(value(outcome, "rcode")).isZero();
        assertThat(value(outcome, "query_seconds")).isPositive();
        assertThat(outcome.message()).endsWith("asked for www.example A: 2 values '10.0.0.1, 10.0.0.2'");
    }

    @Test
    void followsAliasesAndIgnoresWhatBelongsToOthers() throws Exception {
        byte[] other = DomainName.encode("web.example");
        answer(reply -> reply.record(RecordType.CNAME, 30, other)
                .record(other, RecordType.A.code(), 300, ONE)
                .record(DomainName.encode("bank.example"), RecordType.A.code(), 5, TWO));

        Outcome outcome = run("expect: [10.0.0.1], only: true");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "ttl_seconds")).isEqualTo(30);
    }

    @Test
    void writesEveryTypeOfValue() throws Exception {
        byte[] host = DomainName.encode("host.example");
        assertThat(values(RecordType.AAAA, new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                .isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(values(RecordType.MX, bytes(new byte[] {0, 10}, host))).isEqualTo("10 host.example");
        assertThat(values(RecordType.NS, host)).isEqualTo("host.example");
        assertThat(values(RecordType.PTR, host)).isEqualTo("host.example");
        assertThat(values(RecordType.SRV, bytes(new byte[] {0, 1, 0, 2, 0x13, (byte) 0xc4}, host)))
                .isEqualTo("1 2 5060 host.example");
        assertThat(values(RecordType.TXT, "\4v=sp\5f1 -~".getBytes(ISO_8859_1))).isEqualTo("v=spf1 -~");
        assertThat(values(RecordType.CAA, "\0\5issueca".getBytes(ISO_8859_1))).isEqualTo("0 issue ca");
        assertThat(values(
                        RecordType.SOA,
                        bytes(host, host, new byte[] {-1, -1, -1, -1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5})))
                .isEqualTo("host.example host.example 4294967295 2 3 4 5");
    }

    @Test
    void saysWhatIsNotAsExpected() throws Exception {
        answer(reply -> reply.record(RecordType.A, 10, ONE));

        assertBroken("expect: [10.0.0.9]", Reason.CONTENT, "'10.0.0.9' is not in the answer '10.0.0.1'.");
        assertBroken("match: '^192\\.'", Reason.CONTENT, "/^192\\./ is not found in the answer '10.0.0.1'.");
        assertBroken("min answers: 2", Reason.MISSING, "1 value; expected at least 2.");
        assertBroken("max answers: 0", Reason.CONTENT, "1 value; expected at most 0.");
        assertBroken("min ttl: 1m", Reason.THRESHOLD, "the lifetime is 10 s; expected at least 60 s.");
        assertBroken("status: nxdomain", Reason.STATUS, "the status is noerror; expected nxdomain.");
        assertBroken(
                "authoritative: true",
                Reason.HEADER,
                "the server does not answer with authority; expected that it does.");
    }

    @Test
    void takesTheStatusAsReason() throws Exception {
        answer(reply -> reply.flags(0x8182));

        assertBroken("tries: 1", Reason.STATUS, "the status is servfail; expected noerror.");
        assertThat(value(run("tries: 1"), "rcode")).isEqualTo(2);
    }

    @Test
    void isContentWithANameThatShallNotBeThere() throws Exception {
        answer(reply -> reply.flags(0x8183));

        assertThat(run("status: nxdomain").status()).isEqualTo(Status.OK);
    }

    @Test
    void goesOnOverTcpWhenTheAnswerIsCut() throws Exception {
        start(
                (socket, packet) -> NameServer.reply(
                        socket,
                        packet,
                        new NameServer.Reply(NameServer.question(packet))
                                .flags(0x8380)
                                .bytes()),
                (question, out) -> {
                    var reply = new NameServer.Reply(question);
                    IntStream.range(0, 500)
                            .forEach(i -> reply.record(RecordType.A, 60, new byte[] {10, 0, 1, (byte) i}));
                    byte[] bytes = reply.bytes();
                    out.writeShort(bytes.length);
                    out.write(bytes);
                });

        assertThat(value(run("tries: 1"), "answers")).isEqualTo(500);
    }

    @Test
    void asksAgainWhenADatagramIsLost() throws Exception {
        start((socket, packet) -> {
            if (server.questions.size() > 1) {
                NameServer.reply(socket, packet, a(packet));
            }
        });

        assertThat(run("tries: 3", Duration.ofSeconds(2)).status()).isEqualTo(Status.OK);
    }

    @Test
    void ignoresAnswersToOtherQuestions() throws Exception {
        start((socket, packet) -> {
            byte[] wrongNumber = a(packet);
            wrongNumber[1]++;
            NameServer.reply(socket, packet, wrongNumber);
            byte[] wrongName = a(packet);
            wrongName[13] = 'x';
            NameServer.reply(socket, packet, wrongName);
            byte[] wrongType = a(packet);
            wrongType[12 + 13 + 1] = 28;
            NameServer.reply(socket, packet, wrongType);
            NameServer.reply(socket, packet, NameServer.question(packet)); // its own question
            NameServer.reply(socket, packet, new byte[] {1});
            NameServer.reply(socket, packet, a(packet));
        });

        Outcome outcome = run("expect: [10.0.0.1]");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "ignored_replies")).isEqualTo(5);
    }

    @Test
    void ignoresAnswersFromElsewhere() throws Exception {
        start((socket, packet) -> {
            try (var stranger = new DatagramSocket()) {
                stranger.send(new DatagramPacket(a(packet), a(packet).length, packet.getSocketAddress()));
            }
        });

        Outcome outcome = run("tries: 1", Duration.ofMillis(300));

        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message()).matches("127\\.0\\.0\\.1:\\d+ did not answer within 0\\.28\\d s\\.");
    }

    @Test
    void tellsOfAnswersThatDidNotFitWhenNoneDoes() throws Exception {
        start((socket, packet) -> {
            byte[] wrong = a(packet);
            wrong[0]++;
            NameServer.reply(socket, packet, wrong);
        });

        Outcome outcome = run("tries: 1", Duration.ofMillis(300));

        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message())
                .contains("did not answer, but sent 1 datagrams that do not fit the question, within");
    }

    @Test
    void endsAFloodOfAnswersThatDoNotFit() throws Exception {
        start((socket, packet) -> {
            byte[] wrong = a(packet);
            wrong[0]++;
            for (int i = 0; i < 5_000; i++) {
                NameServer.reply(socket, packet, wrong);
                if (i % 100 == 0) {
                    Thread.yield();
                }
            }
        });

        assertThat(run("tries: 5").reason()).isIn(Reason.PROTOCOL, Reason.REFUSED);
    }

    /** A pointer to itself, one forward, a label of unknown kind, a record beyond the end, an address of 3 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"c01d", "c0ff", "4161", "c00c00010001000000050400", "c00c000100010000000500030a0000"})
    void namesAnAnswerThatIsMalformed(String record) throws Exception {
        start((socket, packet) -> {
            byte[] reply = bytes(new NameServer.Reply(NameServer.question(packet)).bytes(), hex(record));
            reply[7] = 1;
            NameServer.reply(socket, packet, reply);
        });

        Outcome outcome = run("tries: 1");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).contains("the answer is malformed: ");
    }

    @Test
    void namesANameThatIsTooLong() throws Exception {
        byte[] record = hex(("3f" + "61".repeat(63)).repeat(5) + "00" + "0001000100000005" + "00040a000001");
        start((socket, packet) -> {
            byte[] reply = bytes(new NameServer.Reply(NameServer.question(packet)).bytes(), record);
            reply[7] = 1;
            NameServer.reply(socket, packet, reply);
        });

        assertThat(run("tries: 1").message()).endsWith("the answer is malformed: a name of more than 255 bytes.");
    }

    @Test
    void readsGarbageWithoutBreaking() throws Exception {
        var random = new java.util.Random(7);
        byte[] good = new NameServer.Reply(
                        Question.of(config("query: www.example")).encode())
                .record(RecordType.A, 1, ONE)
                .bytes();
        var question =
                new Question(ByteBuffer.wrap(good).getShort() & 0xffff, "www.example", RecordType.A, true, false);
        for (int i = 0; i < 20_000; i++) {
            byte[] bent = good.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bent[2 + random.nextInt(bent.length - 2)] = (byte) random.nextInt(256);
            }
            try {
                Answer.read(bent, question);
            } catch (DomainName.Malformed e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void namesAServerThatDripsOrCutsOffOverTcp() throws Exception {
        start((socket, packet) -> {}, (question, out) -> out.write(0));

        Outcome outcome = run("transport: tcp");

        assertThat(outcome.reason()).isEqualTo(Reason.RESET);
        assertThat(outcome.message()).endsWith("ended the connection after 1 bytes of an answer; expected 2.");
    }

    @Test
    void namesAServerThatAnswersSomethingElseOverTcp() throws Exception {
        start((socket, packet) -> {}, (question, out) -> {
            out.writeShort(20);
            out.write(new byte[20]);
        });

        assertThat(run("transport: tcp").reason()).isEqualTo(Reason.PROTOCOL);
    }

    @Test
    void callsAClosedPortRefused() throws Exception {
        start((socket, packet) -> {});
        server.close();

        assertThat(run("tries: 1").reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void needsAServer() throws Exception {
        Outcome outcome = probe.probe(config("query: www.example"), FakeProbeContext.local())
                .toCompletableFuture()
                .get();

        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
    }

    @Test
    void runsManyAtOnce() throws Exception {
        answer(reply -> reply.record(RecordType.A, 10, ONE));
        DnsProbe.Config config = config("server: 127.0.0.1, query: www.example, port: " + server.port());
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < 200; i++) {
            outcomes.add(probe.probe(config, FakeProbeContext.local()).toCompletableFuture());
        }
        for (var outcome : outcomes) {
            assertThat(outcome.get().status()).isEqualTo(Status.OK);
        }
    }

    private String values(RecordType type, byte[] data) throws Exception {
        answer(reply -> reply.record(type, 10, data));
        Outcome outcome = run("type: " + type.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        return outcome.message().replaceAll(".*'(.*)'", "$1");
    }

    private void assertBroken(String settings, Reason reason, String end) throws Exception {
        Outcome outcome = run(settings);
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.message()).endsWith(", asked for www.example A: " + end);
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }

    private Outcome run(String settings) throws Exception {
        return run(settings, Duration.ofSeconds(10));
    }

    private Outcome run(String settings, Duration time) throws Exception {
        DnsProbe.Config config = config("query: www.example, port: " + server.port() + ", " + settings);
        return probe.probe(config, FakeProbeContext.to("127.0.0.1").within(time))
                .toCompletableFuture()
                .get();
    }

    private static DnsProbe.Config config(String settings) {
        return FakeBinder.ofClassPath().bind(DnsProbe.Config.class, RawYaml.map("{" + settings + "}"));
    }

    private void answer(Consumer<NameServer.Reply> with) throws IOException {
        start((socket, packet) -> {
            var reply = new NameServer.Reply(NameServer.question(packet));
            with.accept(reply);
            NameServer.reply(socket, packet, reply.bytes());
        });
    }

    private void start(NameServer.Datagram datagram) throws IOException {
        start(datagram, (question, out) -> out.close());
    }

    private void start(NameServer.Datagram datagram, NameServer.Stream stream) throws IOException {
        server = NameServer.start(datagram, stream);
        servers.add(server);
    }

    private static byte[] a(DatagramPacket question) {
        return new NameServer.Reply(NameServer.question(question))
                .record(RecordType.A, 60, ONE)
                .bytes();
    }

    private static byte[] bytes(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }
}
