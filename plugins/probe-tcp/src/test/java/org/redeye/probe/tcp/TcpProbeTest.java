package org.redeye.probe.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;

@Timeout(30)
class TcpProbeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    private TcpProbe probe;
    private ServerSocket server;
    private final List<Socket> accepted = new ArrayList<>();

    /** What the server does with a connection. */
    private interface Talk {
        void with(Socket socket) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        probe = new TcpProbe();
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Test
    void measuresTheConnection() throws Exception {
        Outcome outcome = run("", "", LONG);

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).extracting(Metric::name).containsExactly("connect_seconds", "total_seconds");
        assertThat(outcome.metrics())
                .allMatch(metric -> metric.value() > 0 && metric.unit().equals("s"));
    }

    @Test
    void measuresTheResolutionOfAName() throws Exception {
        Outcome outcome = probe.probe(
                        config("localhost", "", ""), FakeProbeContext.to("").within(LONG))
                .toCompletableFuture()
                .get();

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(outcome.metrics())
                .extracting(Metric::name)
                .containsExactly("dns_seconds", "connect_seconds", "total_seconds");
    }

    @Test
    void findsTheExpectedAnswerToWhatItSends() throws Exception {
        serve(socket -> {
            byte[] greeting = socket.getInputStream().readNBytes(6);
            OutputStream out = socket.getOutputStream();
            out.write("you said ".getBytes(UTF_8)); // in two parts
            out.flush();
            out.write(greeting);
            out.flush();
            socket.getInputStream().read();
        });

        assertThat(run("hello\n", "said hel+o", LONG).status()).isEqualTo(Status.OK);
    }

    @Test
    void keepsAnAnswerThatIsNotAsExpected() throws Exception {
        serve(socket -> {
            socket.getOutputStream().write("220 mail".getBytes(UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().read();
        });

        Outcome outcome = run("", "^SSH-2", LONG);

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.CONTENT);
        assertThat(outcome.evidence()).isEqualTo("220 mail");
    }

    @Test
    void looksOnlyAtTheBeginningOfAnAnswerWithoutEnd() throws Exception {
        serve(socket -> {
            byte[] much = new byte[8192];
            while (true) {
                socket.getOutputStream().write(much);
            }
        });

        Outcome outcome = run("", "never", LONG);

        assertThat(outcome.reason()).isEqualTo(Reason.CONTENT);
        assertThat(outcome.evidence()).hasSize(16 * 1024);
    }

    @Test
    void callsARefusedConnectionRefused() throws Exception {
        server.close();

        Outcome outcome = run("", "", LONG);

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.REFUSED);
        assertThat(outcome.message()).contains("127.0.0.1:" + server.getLocalPort());
    }

    @Test
    void callsAConnectionThatIsCutOffReset() throws Exception {
        serve(socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0); // closes with RST
            socket.close();
        });

        assertThat(run("x", "anything", LONG).reason()).isEqualTo(Reason.RESET);
    }

    @Test
    void answersBeforeTheDeadlineWhenTheTargetIsSilent() throws Exception {
        FakeProbeContext context = FakeProbeContext.to("127.0.0.1").within(SHORT);

        Outcome outcome =
                probe.probe(config("", "", "x"), context).toCompletableFuture().get();

        assertThat(context.remaining()).isPositive();
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.metrics()).extracting(Metric::name).containsExactly("connect_seconds");
    }

    @Test
    void callsAnUnknownNameDns() throws Exception {
        Outcome outcome = probe.probe(
                        config("no-such-name.invalid", "", ""),
                        FakeProbeContext.to("").within(LONG))
                .toCompletableFuture()
                .get();

        assertThat(outcome.reason()).isEqualTo(Reason.DNS);
        assertThat(outcome.message()).isEqualTo("The name 'no-such-name.invalid' could not be resolved.");
    }

    @Test
    void callsANetworkWithoutRouteUnreachable() throws Exception {
        // TCP to the broadcast address is refused by the kernel before a packet leaves
        Outcome outcome = probe.probe(
                        config("255.255.255.255", "", ""),
                        FakeProbeContext.to("").within(LONG))
                .toCompletableFuture()
                .get();

        assertThat(outcome.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void givesUpAnExpressionThatNeverEnds() throws Exception {
        serve(socket -> {
            socket.getOutputStream().write("a".repeat(60).getBytes(UTF_8));
            socket.getInputStream().read();
        });

        Outcome outcome = run("", "(.*)*\\1b", Duration.ofSeconds(1));

        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
    }

    @Test
    void needsAnAddress() throws Exception {
        Outcome outcome = probe.probe(
                        config("", "", ""), FakeProbeContext.to("").within(LONG))
                .toCompletableFuture()
                .get();

        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
    }

    @Test
    void refusesABrokenExpression() {
        assertThatThrownBy(() -> config("", "", "a(b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'expect' is no regular expression: Unclosed group near position 3 of 'a(b'.");
    }

    @Test
    void runsManyAtOnce() throws Exception {
        var outcomes = new ArrayList<java.util.concurrent.CompletableFuture<Outcome>>();
        var acceptor = new Thread(() -> {
            try {
                while (true) {
                    server.accept().close();
                }
            } catch (IOException e) { // the server was closed
                assertThat(server.isClosed()).isTrue();
            }
        });
        acceptor.start();
        for (int i = 0; i < 500; i++) {
            outcomes.add(probe.probe(
                            config("", "", ""), FakeProbeContext.to("127.0.0.1").within(LONG))
                    .toCompletableFuture());
        }
        for (var outcome : outcomes) {
            assertThat(outcome.get().status()).isEqualTo(Status.OK);
        }
    }

    private Outcome run(String send, String expect, Duration limit) throws ExecutionException, InterruptedException {
        return probe.probe(
                        config("", send, expect),
                        FakeProbeContext.to("127.0.0.1").within(limit))
                .toCompletableFuture()
                .get();
    }

    private TcpProbe.Config config(String address, String send, String expect) {
        return new TcpProbe.Config(server.getLocalPort(), address, send, expect, 16 * 1024);
    }

    private void serve(Talk talk) {
        var thread = new Thread(() -> {
            try {
                Socket socket = server.accept();
                accepted.add(socket);
                talk.with(socket);
            } catch (IOException e) { // the client has gone, as it should
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
