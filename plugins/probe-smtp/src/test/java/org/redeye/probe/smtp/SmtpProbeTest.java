package org.redeye.probe.smtp;

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
class SmtpProbeTest {

    private SmtpProbe probe;
    private final List<LineServer> servers = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        probe = new SmtpProbe();
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        for (LineServer each : servers) {
            each.close();
        }
    }

    @Test
    void measuresGreetingAndExtensions() throws Exception {
        Outcome outcome = run(
                talk(
                        "220-mx.example ESMTP\r\n220 hello\r\n",
                        "250-mx.example\r\n250-SIZE 1000\r\n250-AUTH PLAIN\r\n250 starttls\r\n",
                        "221 bye\r\n"),
                "expect: '^220 mx', capabilities: [size, AUTH, STARTTLS]");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.message()).endsWith(" greets '220 mx.example ESMTP'");
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
                "220 mx\r\n",
                "250-mx\r\n250 STARTTLS\r\n",
                "220 go\r\n",
                "250-mx\r\n250 AUTH PLAIN\r\n",
                "221 bye\r\n"));

        Outcome outcome = run(server, "security: starttls, verify: false, capabilities: [AUTH]");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "tls_seconds")).isPositive();
        assertThat(value(outcome, "capabilities")).isEqualTo(1);
    }

    @Test
    void refusesWhatSomebodyPutBehindStarttls() throws Exception {
        Outcome outcome =
                run(talk("220 mx\r\n", "250-mx\r\n250 STARTTLS\r\n", "220 go\r\n250 mx\r\n"), "security: starttls");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith(" sent 8 bytes before TLS that belong to nothing.");
    }

    @Test
    void namesWhatIsNotAsExpected() throws Exception {
        String[] talk = {"220 mx\r\n", "250 mx\r\n", "221 bye\r\n"};

        Outcome greeting = run(talk(talk), "expect: Postfix");
        assertThat(greeting.reason()).isEqualTo(Reason.CONTENT);
        assertThat(greeting.message()).endsWith(" greets '220 mx', in which /Postfix/ is not found.");
        Outcome missing = run(talk(talk), "capabilities: [AUTH]");
        assertThat(missing.reason()).isEqualTo(Reason.MISSING);
        assertThat(missing.message()).endsWith(" does not offer AUTH but ''.");
        Outcome plain = run(talk(talk), "security: starttls");
        assertThat(plain.reason()).isEqualTo(Reason.MISSING);
        assertThat(plain.message()).endsWith(" does not offer STARTTLS; expected it.");
    }

    @Test
    void namesAServerThatTurnsAway() throws Exception {
        Outcome outcome = run(talk("554 not you\r\n"), "");

        assertThat(outcome.reason()).isEqualTo(Reason.STATUS);
        assertThat(outcome.message()).endsWith(" answered '554 not you' to the greeting; expected 220.");
    }

    @Test
    void namesWhatIsNotSmtp() throws Exception {
        Outcome outcome = run(talk("SSH-2.0-x\r\n"), "");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message())
                .endsWith(" answered 'SSH-2.0-x'; expected three digits and a text, as SMTP has it.");
        assertThat(outcome.evidence()).isEqualTo("SSH-2.0-x");
    }

    @Test
    void doesNotMindAServerThatHangsUpWithoutGoodBye() throws Exception {
        LineServer server = serve(new LineServer(socket -> {
            socket.getOutputStream().write("220 mx\r\n".getBytes(US_ASCII));
            socket.getInputStream().read();
            socket.getOutputStream().write("250 mx\r\n".getBytes(US_ASCII));
            socket.shutdownOutput();
        }));

        assertThat(run(server, "").status()).isEqualTo(Status.OK);
    }

    @Test
    void endsALineWithoutEnd() throws Exception {
        LineServer endless = serve(new LineServer(socket -> {
            while (true) {
                socket.getOutputStream().write("220 x".repeat(1_000).getBytes(US_ASCII));
            }
        }));

        Outcome outcome = run(endless, "");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith(" sent a line of more than 2048 bytes: expected a line end.");
    }

    @Test
    void endsAnAnswerWithoutEnd() throws Exception {
        Outcome outcome = run(talk("220 mx\r\n", "250-x\r\n".repeat(1_000)), "");

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).contains(" more than 100 lines");
    }

    @Test
    void tellsWhatAServerThatDripsDidNotDo() throws Exception {
        LineServer drips = serve(new LineServer(socket -> {
            while (true) {
                socket.getOutputStream().write('2');
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
            socket.getOutputStream().write("220 ".getBytes(US_ASCII));
            socket.shutdownOutput();
        }));

        Outcome outcome = run(rude, "");

        assertThat(outcome.reason()).isEqualTo(Reason.RESET);
        assertThat(outcome.message()).endsWith(" ended the connection in the middle of the line '220'.");
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
        LineServer server =
                serve(LineServer.securing(soon, 0, "220 mx\r\n", "250-mx\r\n250 SIZE 1000\r\n", "221 bye\r\n"));

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
        var plain = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var secure = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        var mail = new GreenMail(new ServerSetup[] {plain, secure});
        mail.start();
        try {
            Outcome outcome = run(mail.getSmtp().getPort(), "expect: GreenMail, capabilities: [AUTH]");
            assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
            Outcome tls = run(mail.getSmtps().getPort(), "security: tls, verify: false, certificate days: 0");
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

    private static SmtpProbe.Config config(int port, String settings) {
        return FakeBinder.ofClassPath()
                .bind(SmtpProbe.Config.class, RawYaml.map("{port: " + port + ", " + settings + "}"));
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }
}
