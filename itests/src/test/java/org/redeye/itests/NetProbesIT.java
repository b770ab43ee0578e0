package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probes of the net in the product: their bundles are whole, what calls in is kept, drivers are found. */
@Tag("long")
class NetProbesIT {

    private static final String TOKEN = "itest-0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void theyLookAndRemember() throws Exception {
        try (var rem = Distribution.start(folder.resolve("data"))) {
            String put =
                    rem.putPackage("net", "", yaml(rem.port(), closedPort())).body();
            assertThat(rem.awaitCheck("net/checks/a/metrics", "ok", Duration.ofSeconds(20))
                            .get("metrics")
                            .fieldNames())
                    .as(put)
                    .toIterable()
                    .anyMatch(name -> name.startsWith("rem_"));
            assertReason(rem, "names", "refused");
            assertReason(rem, "time", "refused");
            assertReason(rem, "certificate", "tls");
            assertReason(rem, "mail", "timeout");
            assertReason(rem, "box", "timeout");

            assertReason(rem, "rows", "settings");
            Bundles.drop(h2(), rem.data().resolve("deploy/h2.jar"));
            rem.awaitCheck("net/checks/a/rows", "ok", Duration.ofSeconds(20));

            assertReason(rem, "job", "missing");
            assertThat(call(rem, "GET", "/unknown-0123456789abcdef")).isEqualTo(404);
            assertThat(call(rem, "DELETE", "/" + TOKEN)).isEqualTo(405);
            assertThat(call(rem, "POST", "/" + TOKEN)).isEqualTo(200);
            rem.kill();
            rem.run();
            JsonNode job = rem.awaitCheck("net/checks/a/job", "ok", Duration.ofSeconds(20));
            assertThat(job.get("metrics").get("calls").get("value").asInt())
                    .as("calls before kill -9")
                    .isEqualTo(1);
        }
    }

    private static void assertReason(Distribution rem, String check, String reason) {
        String id = "net/checks/a/" + check;
        Distribution.await(id + " to be " + reason, Duration.ofSeconds(20), () -> rem.check(id)
                .filter(each -> each.get("reason").asText().equals(reason))
                .isPresent());
    }

    private static int call(Distribution rem, String method, String path) {
        return rem.send(rem.request("/heartbeat" + path).method(method, HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    private static String yaml(int port, int closed) {
        String here = "address: 127.0.0.1, every: 1s, port: ";
        return """
                checks:
                  a:
                    metrics: {probe: prometheus, every: 1s, url: "http://127.0.0.1:%1$d/metrics", user: admin, password: "%3$s"}
                    names: {probe: dns, server: 127.0.0.1, every: 1s, port: %2$d, query: www.example}
                    time: {probe: ntp, %4$s%2$d}
                    certificate: {probe: tls, %4$s%1$d}
                    mail: {probe: smtp, %4$s%1$d}
                    box: {probe: imap, %4$s%1$d}
                    rows: {probe: jdbc, every: 1s, url: "jdbc:h2:mem:itest", query: "SELECT 7 AS answers"}
                    job: {probe: heartbeat, every: 1s, token: %5$s}
                """.formatted(port, closed, Distribution.PASSWORD, here, TOKEN);
    }

    private static int closedPort() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Path h2() throws URISyntaxException {
        Path jar = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(Files.isRegularFile(jar)).isTrue();
        return jar;
    }
}
