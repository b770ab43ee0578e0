package org.redeye.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;

/** Against servers that break the rules of HTTP, by accident or on purpose. */
@Timeout(60)
class HostileServerTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private HttpProbe probe;

    @BeforeEach
    void open() throws Exception {
        probe = new HttpProbe();
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 mail.example ESMTP\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 999 What\r\n\r\n",
                "HTTP/1.1 2000 What\r\n\r\n",
                "HTTP/1.1 600 What\r\n\r\n",
                "HTTP/1.1 099 What\r\n\r\n",
                "HTTP/1.1 2x0 What\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1 200What\r\n\r\n",
                "HTTP/1.1 200 a\rb\r\n\r\n",
                OK + "na(me: x\r\n\r\n",
                OK + "no colon here\r\n\r\n",
                OK + "bad name: x\r\n\r\n",
                OK + ": x\r\n\r\n",
                OK + "Content-Length: -1\r\n\r\n",
                OK + "Content-Length: 0x10\r\n\r\n",
                OK + "Content-Length: 99999999999999999999\r\n\r\n",
                OK + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                OK + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: gzip\r\n\r\nx",
                OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
                OK + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"
            })
    void callsAMalformedAnswerProtocol(String answer) throws Exception {
        Outcome outcome = ask(answer);

        assertThat(outcome.reason()).as(outcome.message()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                OK,
                OK + "Content-Length: 10\r\n\r\nabc",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nab",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void callsAnAnswerWithoutItsEndReset(String answer) throws Exception {
        Outcome outcome = ask(answer);

        assertThat(outcome.reason()).as(outcome.message()).isEqualTo(Reason.RESET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.0 200 OK\r\n\r\nabc",
                "HTTP/1.1 200\nContent-Length:3\n\nabc",
                OK + "Transfer-Encoding: Chunked\r\n\r\n1;x=y\r\na\r\n02\r\nbc\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK
                        + "X-Folded: a\r\n  b\r\nContent-Length: 3\r\n\r\nabc",
                OK + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc and what is beyond the end"
            })
    void readsEveryFormOfAnswer(String answer) throws Exception {
        try (RawServer server = RawServer.saying(answer)) {
            Outcome outcome = Ask.url(server.url()).with("expect body", "^abc$").of(probe);

            assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        }
    }

    @Test
    void stopsAHeaderWithoutEnd() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write(OK.getBytes(ISO_8859_1));
            while (true) {
                out.write("X-More: and more\r\n".getBytes(ISO_8859_1));
            }
        })) {
            Outcome outcome = Ask.url(server.url()).of(probe);

            assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
            assertThat(outcome.message()).isEqualTo("The header of the answer is larger than 65536 bytes.");
        }
    }

    @Test
    void stopsABodyOfTenGigabytesAtTheBound() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write((OK + "Content-Length: 10000000000\r\n\r\n").getBytes(ISO_8859_1));
            byte[] piece = new byte[65536];
            while (true) {
                out.write(piece);
            }
        })) {
            Outcome passed = Ask.url(server.url()).of(probe);
            Outcome refused = Ask.url(server.url()).with("reject large", true).of(probe);

            assertThat(passed.status()).isEqualTo(Status.OK);
            assertThat(passed.message()).contains("with more than 1048576 bytes");
            assertThat(Ask.metric(passed, "body_bytes")).isEqualTo(1048576);
            assertThat(refused.reason()).isEqualTo(Reason.SIZE);
            assertThat(refused.evidence()).startsWith("HTTP/1.1 200 OK\n");
        }
    }

    @Test
    void endsBeforeTheDeadlineWhenBytesDripForEver() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write((OK + "\r\n").getBytes(ISO_8859_1));
            while (true) {
                out.write('x');
                Thread.sleep(5);
            }
        })) {
            FakeProbeContext context = FakeProbeContext.to("").within(Duration.ofSeconds(2));

            Outcome outcome = Ask.url(server.url()).of(probe, context);

            assertThat(context.remaining()).isPositive();
            assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(outcome.message()).containsPattern("did not finish its answer \\([1-9][0-9]* bytes");
            assertThat(Ask.metric(outcome, "first_byte_seconds")).isPositive();
        }
    }

    @Test
    void endsBeforeTheDeadlineWhenTheServerIsSilent() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> Thread.sleep(60_000))) {
            FakeProbeContext context = FakeProbeContext.to("").within(Duration.ofMillis(400));

            Outcome outcome = Ask.url(server.url()).of(probe, context);

            assertThat(context.remaining()).isPositive();
            assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
            assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(outcome.message()).startsWith(server.url() + "/ did not answer within 0.3");
        }
    }

    @Test
    void callsAConnectionThatIsCutOffReset() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            socket.setSoLinger(true, 0); // closes with RST
            socket.close();
        })) {
            assertThat(Ask.url(server.url()).of(probe).reason()).isEqualTo(Reason.RESET);
        }
    }

    @Test
    void closesTheConnectionOfARunThatIsCancelled() throws Exception {
        var ended = new java.util.concurrent.CompletableFuture<Integer>();
        var asked = new java.util.concurrent.CompletableFuture<Void>();
        try (RawServer server = new RawServer((request, socket) -> {
            asked.complete(null);
            ended.complete(socket.getInputStream().read());
        })) {
            var run = probe.probe(
                            Ask.url(server.url()).config(),
                            FakeProbeContext.to("").within(Duration.ofSeconds(50)))
                    .toCompletableFuture();
            asked.get();
            run.cancel(true);

            assertThat(ended.get()).isEqualTo(-1);
        }
    }

    private Outcome ask(String answer) throws Exception {
        try (RawServer server = RawServer.saying(answer)) {
            return Ask.url(server.url()).of(probe);
        }
    }
}
