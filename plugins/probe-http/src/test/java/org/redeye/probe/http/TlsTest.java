package org.redeye.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/** Over TLS, with certificates made for the test. */
@Timeout(60)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private final List<HttpsServer> servers = new ArrayList<>();
    private HttpProbe probe;

    @BeforeEach
    void open() throws Exception {
        probe = new HttpProbe();
    }

    @AfterEach
    void close() {
        probe.close();
        servers.forEach(server -> server.stop(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void measuresHandshakeAndCertificate(String protocol) throws Exception {
        KeyStore keys = keys("ip:127.0.0.1", "-1d", 100);
        trust(keys);
        String url = serve(keys, protocol, "x".repeat(200_000));

        Outcome outcome = Ask.url(url).with("expect body", "x$").of(probe);

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(Ask.metric(outcome, "tls_seconds")).isPositive();
        assertThat(Ask.metric(outcome, "certificate_days")).isBetween(98.9, 99.1);
        assertThat(Ask.metric(outcome, "body_bytes")).isEqualTo(200_000);
    }

    @Test
    void warnsBeforeTheCertificateEnds() throws Exception {
        KeyStore keys = keys("ip:127.0.0.1", "-1d", 10);
        trust(keys);
        String url = serve(keys, "TLSv1.3", "ok");

        Outcome soon = Ask.url(url).of(probe);
        Outcome later = Ask.url(url).with("certificate days", 7).of(probe);

        assertThat(soon.status()).isEqualTo(Status.WARNING);
        assertThat(soon.reason()).isEqualTo(Reason.CERTIFICATE);
        assertThat(soon.message()).isEqualTo("The certificate of " + url + "/ ends in 9.0 days.");
        assertThat(later.status()).isEqualTo(Status.OK);
    }

    @Test
    void tellsHowLongAgoACertificateEnded() throws Exception {
        KeyStore keys = keys("ip:127.0.0.1", "-10d", 7);
        String url = serve(keys, "TLSv1.3", "ok");

        Outcome untrusted = Ask.url(url).of(probe);
        trust(keys);
        Outcome trusted = Ask.url(url).of(probe);
        Outcome unchecked = Ask.url(url).with("verify", false).of(probe);

        assertThat(List.of(untrusted.status(), trusted.status(), unchecked.status()))
                .containsExactly(Status.CRITICAL, Status.CRITICAL, Status.WARNING);
        assertThat(List.of(untrusted, trusted, unchecked)).allSatisfy(outcome -> {
            assertThat(outcome.reason()).isEqualTo(Reason.CERTIFICATE);
            assertThat(Ask.metric(outcome, "certificate_days")).isBetween(-3.1, -2.9);
        });
        assertThat(trusted.message()).isEqualTo("The certificate of " + url + "/ ended 3.0 days ago.");
    }

    @Test
    void trustsNoCertificateOfItsOwnMaking() throws Exception {
        String url = serve(keys("ip:127.0.0.1", "-1d", 100), "TLSv1.3", "ok");

        assertThat(Ask.url(url).of(probe).reason()).isEqualTo(Reason.CERTIFICATE);
        Outcome unchecked = Ask.url(url).with("verify", false).of(probe);
        assertThat(unchecked.status()).as(unchecked.message()).isEqualTo(Status.OK);
        assertThat(Ask.metric(unchecked, "certificate_days")).isPositive();
    }

    @Test
    void trustsNoCertificateOfAnotherHost() throws Exception {
        KeyStore keys = keys("dns:other.example", "-1d", 100);
        trust(keys);
        String url = serve(keys, "TLSv1.3", "ok");

        Outcome outcome = Ask.url(url).of(probe);

        assertThat(outcome.reason()).isEqualTo(Reason.CERTIFICATE);
        assertThat(outcome.message()).contains("127.0.0.1");
        assertThat(Ask.url(url).with("verify", false).of(probe).status()).isEqualTo(Status.OK);
    }

    @Test
    void seesANewCertificateAtOnce() throws Exception {
        KeyStore first = keys("ip:127.0.0.1", "-1d", 100);
        KeyStore second = keys("ip:127.0.0.1", "-1d", 5);
        trust(first);
        String url = serve(first, "TLSv1.3", "ok");
        assertThat(Ask.url(url).of(probe).status()).isEqualTo(Status.OK);
        int port = servers.get(0).getAddress().getPort();
        servers.remove(0).stop(0);
        serve(second, "TLSv1.3", "ok", port);

        assertThat(Ask.url(url).of(probe).reason()).isEqualTo(Reason.CERTIFICATE);
    }

    @Test
    void callsAServerWithoutTlsTls() throws Exception {
        try (var server = new java.net.ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            var thread = new Thread(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes("US-ASCII"));
                    socket.getInputStream().readAllBytes();
                } catch (java.io.IOException e) { // the probe has gone
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();

            Outcome outcome =
                    Ask.url("https://127.0.0.1:" + server.getLocalPort()).of(probe);

            assertThat(outcome.reason()).as(outcome.message()).isEqualTo(Reason.TLS);
        }
    }

    /** A key with a certificate of its own making; made once for all tests, as keytool takes its time. */
    private static KeyStore keys(String name, String start, int days) throws Exception {
        Path file = folder.resolve((name + start + days).replace(':', '-') + ".p12");
        if (!Files.exists(file)) {
            make(file, name, start, days);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static void make(Path file, String name, String start, int days) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + name,
                        "-startdate",
                        start,
                        "-validity",
                        Integer.toString(days),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    private void trust(KeyStore keys) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("ca", keys.getCertificate("server"));
        probe.close();
        probe = new HttpProbe(anchors);
    }

    private String serve(KeyStore keys, String protocol, String body) throws Exception {
        return serve(keys, protocol, body, 0);
    }

    private String serve(KeyStore keys, String protocol, String body, int port) throws Exception {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes("US-ASCII");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }
}
