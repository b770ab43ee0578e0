package org.redeye.probe.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
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
import org.redeye.testkit.RawYaml;
import org.redeye.testkit.TestCertificate;

@Timeout(30)
class TlsProbeTest {

    private static final TestCertificate AUTHORITY = TestCertificate.authority("REM test authority");
    private static final Instant NOW = Instant.now();

    private TlsProbe probe;
    private final List<TlsServer> servers = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        probe = new TlsProbe();
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        for (TlsServer each : servers) {
            each.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, 1.2", "TLSv1.3, 1.3"})
    void measuresTheWholeChain(String protocol, double version) throws Exception {
        TestCertificate between = AUTHORITY.issueAuthority("Between", in(40));
        TlsServer server = serve(between.issue(in(-1), in(90), "127.0.0.1"), protocol);

        Outcome outcome = run(server, "");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(value(outcome, "certificate_days")).isBetween(89.9, 90.0);
        assertThat(value(outcome, "chain_days")).isBetween(39.9, 40.0);
        assertThat(value(outcome, "certificates")).isEqualTo(3);
        assertThat(value(outcome, "tls_version")).isEqualTo(version);
        assertThat(value(outcome, "tls_seconds")).isPositive();
        assertThat(outcome.message())
                .contains("speaks TLS " + version + ", TLS_")
                .endsWith("; 40.0 days left");
    }

    @Test
    void warnsBeforeACertificateOfTheChainEnds() throws Exception {
        TestCertificate between = AUTHORITY.issueAuthority("Between", in(10));
        TlsServer server = serve(between.issue(in(-1), in(90), "127.0.0.1"));

        Outcome outcome = run(server, "");

        assertThat(outcome.status()).isEqualTo(Status.WARNING);
        assertThat(outcome.reason()).isEqualTo(Reason.CERTIFICATE);
        assertThat(outcome.message())
                .isEqualTo("The certificate 'CN=Between' of 127.0.0.1:" + server.port() + " ends in 10.0 days.");
        assertThat(outcome.evidence()).contains("CN=Between, issued by CN=REM test authority, valid from ");
        assertThat(run(server, "critical days: 11").status()).isEqualTo(Status.CRITICAL);
        assertThat(run(server, "certificate days: 9").status()).isEqualTo(Status.OK);
    }

    @Test
    void refusesWhatHasEndedOrNotBegun() throws Exception {
        assertRefused(serve(AUTHORITY.issue(in(-9), in(-1), "127.0.0.1")), "", "'CN=127.0.0.1' .* ended on .*");
        assertRefused(serve(AUTHORITY.issue(in(1), in(9), "127.0.0.1")), "", ".* is not valid before .*");
        Outcome outcome = run(servers.get(0), "");
        assertThat(value(outcome, "certificate_days")).isBetween(-1.1, -0.9);
    }

    @Test
    void refusesAnotherName() throws Exception {
        TlsServer server = serve(AUTHORITY.issue(in(-1), in(90), "www.example", "*.shop.example", "10.1.1.1"));

        assertRefused(server, "", ".* is not for 127\\.0\\.0\\.1 but for 10\\.1\\.1\\.1\\.");
        assertRefused(
                server,
                "server name: shop.example",
                ".* is not for shop\\.example but for www\\.example, \\*\\.shop\\.example\\.");
        assertRefused(server, "server name: a.b.shop.example", ".* is not for a\\.b\\.shop.*");
        assertThat(run(server, "server name: WWW.example").status()).isEqualTo(Status.OK);
        assertThat(run(server, "server name: a.shop.example").status()).isEqualTo(Status.OK);
        assertThat(run(server, "any name: true").status()).isEqualTo(Status.OK);
    }

    @Test
    void refusesWhatNobodyVouchesForUnlessAllowed() throws Exception {
        TlsServer own = serve(TestCertificate.selfSigned(Duration.ofDays(90), "127.0.0.1"));
        TlsServer strange = serve(TestCertificate.authority("Stranger").issue(in(-1), in(90), "127.0.0.1"));

        assertRefused(own, "", ".* is self-signed\\.");
        assertRefused(strange, "", ".* is not trusted: .*");
        assertThat(run(own, "self signed: true").status()).isEqualTo(Status.OK);
        assertThat(run(strange, "self signed: true").status()).isEqualTo(Status.OK);
    }

    @Test
    void refusesAProtocolThatIsTooOld() throws Exception {
        TlsServer server = serve(AUTHORITY.issue(in(-1), in(90), "127.0.0.1"), "TLSv1.2");

        Outcome outcome = run(server, "min version: 1.3");

        assertThat(outcome.reason()).isEqualTo(Reason.TLS);
        assertThat(outcome.message()).endsWith(" agreed on TLS 1.2; expected 1.3 or newer.");
    }

    @Test
    void goesOverToTlsWhereMailServersDo() throws Exception {
        assertThat(run(
                                mail("220 mail\r\n", "EHLO 250-mail\r\n250 STARTTLS\r\n", "STARTTLS 220 go\r\n"),
                                "starttls: smtp")
                        .status())
                .isEqualTo(Status.OK);
        assertThat(run(mail("* OK imap\r\n", "r1 r1 OK go\r\n"), "starttls: imap")
                        .status())
                .isEqualTo(Status.OK);
        assertThat(run(mail("+OK pop\r\n", "STLS +OK go\r\n"), "starttls: pop3").status())
                .isEqualTo(Status.OK);
    }

    @Test
    void saysWhenAMailServerDoesNotGoOverToTls() throws Exception {
        Outcome refused = run(mail("220 mail\r\n", "EHLO 250 mail\r\n", "STARTTLS 502 no\r\n"), "starttls: smtp");
        assertThat(refused.reason()).isEqualTo(Reason.STATUS);
        assertThat(refused.message()).endsWith(" answered '502 no' to STARTTLS; expected 220.");

        Outcome injected = run(mail("+OK pop\r\n", "STLS +OK go\r\n+OK more\r\n"), "starttls: pop3");
        assertThat(injected.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(injected.message()).endsWith("bytes before TLS that belong to nothing.");

        assertThat(run(mail("SSH-2.0-x\r\n"), "starttls: imap").reason()).isEqualTo(Reason.PROTOCOL);
    }

    @Test
    void callsWhatIsNoTlsTls() throws Exception {
        Outcome outcome = run(raw("SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII)), "");

        assertThat(outcome.reason()).isEqualTo(Reason.TLS);
        assertThat(outcome.message()).startsWith("The TLS handshake with 127.0.0.1:");
    }

    @Test
    void endsWithAPeerThatSendsWithoutEndOrDrips() throws Exception {
        TlsServer endless = plain(socket -> {
            byte[] much = new byte[8192];
            while (true) {
                socket.getOutputStream().write(much);
            }
        });
        TlsServer drips = plain(socket -> {
            socket.getOutputStream().write(new byte[] {22, 3, 3, 64, 0});
            while (true) {
                socket.getOutputStream().write(2);
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
        });

        assertThat(run(endless, "").reason()).isIn(Reason.TLS, Reason.RESET);
        Outcome outcome = run(drips, "", Duration.ofMillis(400));
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message()).contains(" did not end the TLS handshake within ");
    }

    @Test
    void namesAConnectionThatEndsInTheHandshake() throws Exception {
        TlsServer server = plain(socket -> {
            socket.getInputStream().read();
            socket.shutdownOutput();
        });

        Outcome outcome = run(server, "");

        assertThat(outcome.reason()).isIn(Reason.TLS, Reason.RESET);
        assertThat(outcome.message()).contains(" ended the connection");
    }

    /** A server that agrees to TLS 1.0, as far as its hello. */
    @Test
    void findsOldProtocols() throws Exception {
        TestCertificate certificate = AUTHORITY.issue(in(-1), in(90), "127.0.0.1");
        TlsServer server = plain(socket -> {
            byte[] first = socket.getInputStream().readNBytes(11);
            if (first[9] == 3 && first[10] == 2) { // offers TLS 1.1 at most
                socket.getOutputStream().write(new byte[] {22, 3, 1, 0, 50, 2, 0, 0, 46, 3, 1, 0, 0});
                return;
            }
            var in = new java.io.ByteArrayInputStream(first);
            var tls = (SSLSocket) certificate.server().getSocketFactory().createSocket(socket, in, true);
            tls.setUseClientMode(false);
            tls.startHandshake();
        });

        assertThat(run(server, "").status()).isEqualTo(Status.OK);
        Outcome warned = run(server, "old protocols: warning");
        assertThat(warned.status()).isEqualTo(Status.WARNING);
        assertThat(warned.reason()).isEqualTo(Reason.TLS);
        assertThat(warned.message())
                .isEqualTo("127.0.0.1:" + server.port() + " accepts TLS 1.0; expected nothing older than TLS 1.2.");
        assertThat(run(server, "old protocols: critical").status()).isEqualTo(Status.CRITICAL);
    }

    @Test
    void isContentWithAServerThatRefusesOldProtocols() throws Exception {
        TlsServer server = serve(AUTHORITY.issue(in(-1), in(90), "127.0.0.1"));

        assertThat(run(server, "old protocols: critical").status()).isEqualTo(Status.OK);
    }

    /** Against Debian's openssl, which can be told to speak what nobody should any more. */
    @Test
    void understandsOpenssl(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(Openssl.isThere(), "openssl is not installed");
        TestCertificate certificate = AUTHORITY.issue(in(-1), in(90), "127.0.0.1");
        try (var modern = Openssl.serve(folder, certificate, "-no_tls1", "-no_tls1_1");
                var old = Openssl.serve(folder, certificate, "-cipher", "ALL:@SECLEVEL=0")) {
            assertThat(run(modern.port(), "old protocols: critical").message()).contains("speaks TLS 1.3");
            assertThat(run(old.port(), "old protocols: critical").message()).contains("accepts TLS 1.1;");
        }
    }

    private void assertRefused(TlsServer server, String settings, String message) throws Exception {
        Outcome outcome = run(server, settings);
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.CERTIFICATE);
        assertThat(outcome.message()).matches(".*" + message);
    }

    /** Greets, answers each line that begins with the first word of a step, and goes over to TLS behind the last. */
    private TlsServer mail(String greeting, String... steps) throws IOException {
        TestCertificate certificate = AUTHORITY.issue(in(-1), in(90), "127.0.0.1");
        return plain(socket -> {
            socket.getOutputStream().write(greeting.getBytes(US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String step : steps) {
                assertThat(lines.readLine()).startsWith(step.substring(0, step.indexOf(' ')));
                socket.getOutputStream()
                        .write(step.substring(step.indexOf(' ') + 1).getBytes(US_ASCII));
            }
            secure(socket, certificate);
        });
    }

    private static void secure(Socket socket, TestCertificate certificate) throws IOException {
        var tls = (SSLSocket) certificate.server().getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        tls.getInputStream().read();
    }

    private TlsServer serve(TestCertificate certificate, String... protocols) throws IOException {
        TlsServer server = TlsServer.of(certificate, protocols);
        servers.add(server);
        return server;
    }

    private TlsServer plain(TlsServer.Talk talk) throws IOException {
        TlsServer server = TlsServer.plain(talk);
        servers.add(server);
        return server;
    }

    private TlsServer raw(byte[] bytes) throws IOException {
        return plain(socket -> {
            socket.getOutputStream().write(bytes);
            socket.getInputStream().read();
        });
    }

    private Outcome run(TlsServer server, String settings) throws Exception {
        return run(server, settings, Duration.ofSeconds(10));
    }

    private Outcome run(int port, String settings) throws Exception {
        return run(port, settings, Duration.ofSeconds(10));
    }

    private Outcome run(TlsServer server, String settings, Duration time) throws Exception {
        return run(server.port(), settings, time);
    }

    private Outcome run(int port, String settings, Duration time) throws Exception {
        Map<String, Object> raw = new LinkedHashMap<>(RawYaml.map("{port: " + port + ", " + settings + "}"));
        raw.put("authorities", AUTHORITY.pem());
        TlsProbe.Config config = FakeBinder.ofClassPath().bind(TlsProbe.Config.class, raw);
        return probe.probe(config, FakeProbeContext.to("127.0.0.1").within(time))
                .toCompletableFuture()
                .get();
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }

    private static Instant in(int days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
