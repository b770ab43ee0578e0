package org.redeye.probe.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.LineServer;
import org.redeye.testkit.RawYaml;
import org.redeye.testkit.TestCertificate;

@Timeout(30)
class ImapProbeTest {

    private ImapProbe probe;
    private final List<LineServer> servers = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        probe = new ImapProbe();
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        for (LineServer each : servers) {
            each.close();
        }
    }

    @Test
    void measuresGreetingAndCapabilities() throws Exception {
        Outcome outcome = run(
                talk(
                        "* OK Dovecot ready.\r\n",
                        "* CAPABILITY IMAP4rev1 STARTTLS auth=plain\r\n* 1 EXISTS\r\nr1 OK done\r\n",
                        "* BYE\r\nr2 OK\r\n"),
                "expect: '^OK Dovecot', capabilities: [imap4rev1, AUTH=PLAIN]");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.message()).endsWith(" greets 'OK Dovecot ready.'");
        assertThat(value(outcome, "greeting_seconds")).isPositive();
        assertThat(value(outcome, "capability_seconds")).isPositive();
        assertThat(value(outcome, "capabilities")).isEqualTo(3);
        assertThat(value(outcome, "starttls")).isEqualTo(1);
    }

    @Test
    void goesOverToTlsAndAsksAgain() throws Exception {
        TestCertificate certificate = TestCertificate.selfSigned(Duration.ofDays(90), "127.0.0.1");
        LineServer server = serve(LineServer.securing(
                certificate,
                3,
                "* OK\r\n",
                "* CAPABILITY IMAP4rev1 STARTTLS\r\nr1 OK\r\n",
                "r2 OK\r\n",
                "* CAPABILITY IDLE\r\nr3 OK\r\n",
                "r4 OK\r\n"));

        Outcome outcome = run(server, "security: starttls, verify: false, capabilities: [IDLE]");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "tls_seconds")).isPositive();
        assertThat(value(outcome, "capabilities")).isEqualTo(1);
    }

    @Test
    void refusesWhatSomebodyPutBehindStarttls() throws Exception {
        Outcome outcome = run(
                talk("* OK\r\n", "* CAPABILITY STARTTLS\r\nr1 OK\r\n", "r2 OK\r\n* PREAUTH\r\n"), "security: starttls");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith(" sent 11 bytes before TLS that belong to nothing.");
    }

    @Test
    void namesWhatIsNotAsExpected() throws Exception {
        String[] talk = {"* OK x\r\n", "* CAPABILITY IMAP4rev1\r\nr1 OK\r\n", "r2 OK\r\n"};

        Outcome greeting = run(talk(talk), "expect: Dovecot");
        assertThat(greeting.reason()).isEqualTo(Reason.CONTENT);
        assertThat(greeting.message()).endsWith(" greets 'OK x', in which /Dovecot/ is not found.");
        Outcome missing = run(talk(talk), "capabilities: [IDLE]");
        assertThat(missing.reason()).isEqualTo(Reason.MISSING);
        assertThat(missing.message()).endsWith(" does not offer IDLE but 'IMAP4REV1'.");
        assertThat(run(talk(talk), "security: starttls").reason()).isEqualTo(Reason.MISSING);
    }

    @Test
    void namesAServerThatTurnsAwayOrRefuses() throws Exception {
        Outcome bye = run(talk("* BYE too many\r\n"), "");
        assertThat(bye.reason()).isEqualTo(Reason.STATUS);
        assertThat(bye.message()).endsWith(" turned away with '* BYE too many'.");
        Outcome bad = run(talk("* OK\r\n", "r1 BAD what\r\n"), "");
        assertThat(bad.reason()).isEqualTo(Reason.STATUS);
        assertThat(bad.message()).endsWith(" answered 'r1 BAD what' to CAPABILITY; expected OK.");
    }

    @Test
    void namesWhatIsNotImap() throws Exception {
        Outcome outcome = run(talk("220 mail\r\n"), "");
        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith(" greeted with '220 mail'; expected '* OK', as IMAP has it.");
        assertThat(run(talk("* OK\r\n", "r9 OK\r\n"), "").reason()).isEqualTo(Reason.PROTOCOL);
    }

    @Test
    void endsALineWithoutEnd() throws Exception {
        LineServer endless = serve(new LineServer(socket -> {
            while (true) {
                socket.getOutputStream().write("* OK x".repeat(1_000).getBytes(US_ASCII));
            }
        }));

        Outcome outcome = run(endless, "");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith(" sent a line of more than 8192 bytes: expected a line end.");
    }

    @Test
    void endsAnAnswerWithoutEnd() throws Exception {
        Outcome outcome = run(talk("* OK\r\n", "* 1 EXISTS\r\n".repeat(1_000)), "");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).contains(" more than 100 lines");
    }

    @Test
    void tellsWhatAServerThatDripsDidNotDo() throws Exception {
        LineServer drips = serve(new LineServer(socket -> {
            while (true) {
                socket.getOutputStream().write('*');
                LockSupport.parkNanos(5_000_000);
            }
        }));

        Outcome outcome = probe.probe(config(drips.port(), ""), context().within(Duration.ofMillis(400)))
                .toCompletableFuture()
                .get();

        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message()).contains(" accepted the connection but did not greet within ");
    }

    @Test
    void namesAServerThatHangsUp() throws Exception {
        LineServer rude = serve(new LineServer(socket -> {
            socket.getOutputStream().write("* OK ".getBytes(US_ASCII));
            socket.shutdownOutput();
        }));

        Outcome outcome = run(rude, "");

        assertThat(outcome.reason()).isEqualTo(Reason.RESET);
        assertThat(outcome.message()).endsWith(" ended the connection in the middle of the line '* OK'.");
    }

    @Test
    void callsAClosedPortRefused() throws Exception {
        LineServer server = talk("x");
        int port = server.port();
        server.close();

        Outcome outcome =
                probe.probe(config(port, ""), context()).toCompletableFuture().get();

        assertThat(outcome.reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void warnsBeforeTheCertificateEndsAndRefusesOneThatIsNotTrusted() throws Exception {
        TestCertificate soon = TestCertificate.selfSigned(Duration.ofDays(5), "127.0.0.1");
        LineServer server = serve(LineServer.securing(
                soon, 0, "* OK ready\r\n", "* CAPABILITY IMAP4rev1 IDLE\r\nr1 OK done\r\n", "* BYE\r\nr2 OK done\r\n"));

        Outcome warning = run(server, "security: tls, verify: false");
        Outcome refused = run(server, "security: tls");

        assertThat(warning.status()).isEqualTo(Status.WARNING);
        assertThat(warning.reason()).isEqualTo(Reason.CERTIFICATE);
        assertThat(warning.message()).endsWith(" ends in 5.0 days.");
        assertThat(value(warning, "certificate_days")).isBetween(4.9, 5.0);
        assertThat(refused.status()).isEqualTo(Status.CRITICAL);
        assertThat(refused.message()).endsWith(" is self-signed.");
    }

    /** Against GreenMail, plain and over TLS. */
    @Test
    void understandsARealServer() throws Exception {
        var plain = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
        var secure = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS);
        var mail = new GreenMail(new ServerSetup[] {plain, secure});
        mail.start();
        try {
            Outcome outcome = run(mail.getImap().getPort(), "expect: GreenMail, capabilities: [IMAP4rev1]");
            assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
            Outcome tls = run(mail.getImaps().getPort(), "security: tls, verify: false, certificate days: 0");
            assertThat(tls.reason())
                    .as(tls.message())
                    .isIn(Reason.NONE, Reason.CERTIFICATE); // its certificate may have ended
            assertThat(value(tls, "tls_seconds")).isPositive();
        } finally {
            mail.stop();
        }
    }

    private LineServer talk(String... steps) throws IOException {
        return serve(LineServer.talking(steps));
    }

    private LineServer serve(LineServer server) {
        servers.add(server);
        return server;
    }

    private Outcome run(LineServer server, String settings) throws Exception {
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

    private static ImapProbe.Config config(int port, String settings) {
        return FakeBinder.ofClassPath()
                .bind(ImapProbe.Config.class, RawYaml.map("{port: " + port + ", " + settings + "}"));
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }
}
