package org.redeye.store.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.store.StoreException;
import org.redeye.store.prometheus.Receiver.Reply;

/** Servers that answer badly, and how one gets in. */
class ReadingTest {

    private static final String GOOD =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
                    + "{\"__name__\":\"rem_x\",\"values\":\"tricky\"},\"values\":[[1699920000.001,\"1.5\"],[1699920010,\"+Inf\"]]}]}}";

    @TempDir
    private Path folder;

    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private double[] read(Settings settings) throws InterruptedException {
        try (var store = new PrometheusSeriesStore(settings, Clock.systemUTC())) {
            store.append(java.util.List.of(Stores.sample(Stores.key("c", 10), 0, 1)));
            Stores.drain(store);
            return store.read("c:x", Stores.T0, Stores.T0 + 30_000, 10_000, Consolidation.AVERAGE)
                    .orElseThrow()
                    .values();
        }
    }

    private ThrowingCallable reading(int status, String body) {
        return () -> {
            receiver.queryReply = new Reply(status, body, Map.of());
            read(Stores.settings(folder.resolve(UUID.randomUUID().toString()), receiver.url()));
        };
    }

    @Test
    void theAnswerOfAServerIsRead() throws Exception {
        receiver.queryReply = new Reply(200, GOOD, Map.of());
        assertThat(read(Stores.settings(folder, receiver.url())))
                .containsExactly(1.5, Double.POSITIVE_INFINITY, Double.NaN);
    }

    @Test
    void anAnswerThatIsNoneIsSaidAndNeverAGap() {
        String place = "The series cannot be read: " + receiver.url();
        assertThatThrownBy(reading(422, "{\"error\":\"too many samples\"}"))
                .isInstanceOf(StoreException.class)
                .hasMessage(place + "/api/v1/query answered 422 ({\"error\":\"too many samples\"})");
        assertThatThrownBy(reading(200, "<html>hello"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(place);
        assertThatThrownBy(reading(200, "")).isInstanceOf(StoreException.class);
        assertThatThrownBy(reading(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"))
                .hasMessage(place + " answered no matrix; expected"
                        + " {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",…}}");
        assertThatThrownBy(reading(200, GOOD.replace("1.5", "many"))).hasMessageContaining("a value that is no number");
        assertThatThrownBy(reading(200, GOOD.replace("1699920010", "null")))
                .hasMessageContaining("a time that is no number");
    }

    @Test
    void aVeryLongAnswerIsNotTakenIn() throws Exception {
        var remote = new Remote(Stores.server(receiver.url()), 1_000, Clock.systemUTC());
        receiver.queryReply = new Reply(200, "x".repeat(100_000), Map.of());
        assertThatThrownBy(() -> remote.query("query", Map.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("an answer of more than 1000 bytes");
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            var server = new Settings.Server(url, url, "", "", "", "", "", Duration.ofMillis(300));
            var thread = new Thread(() -> {
                try (var peer = socket.accept()) {
                    peer.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
                    peer.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // the client has gone
                }
            });
            thread.start();
            var remote = new Remote(server, 1_000, Clock.systemUTC());
            assertThatThrownBy(() -> remote.query("query", Map.of()))
                    .hasMessageContaining("no whole answer within 300 ms");
            thread.join(10_000);
            assertThat(thread.isAlive()).as("the connection is closed").isFalse();
        }
    }

    @Property(tries = 300)
    void whateverIsCutOffOrTurnedIsReadOrRefused(
            @ForAll @IntRange(max = 300) int cut, @ForAll @IntRange(max = 300) int place, @ForAll byte other) {
        byte[] bytes = GOOD.substring(0, Math.min(GOOD.length(), cut)).getBytes(StandardCharsets.UTF_8);
        if (place < bytes.length) {
            bytes[place] = other;
        }
        var values = new ArrayList<Double>();
        assertThatCode(() -> {
                    try {
                        Matrix.read(bytes, (time, value) -> values.add(value));
                    } catch (IOException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                })
                .doesNotThrowAnyException();
        assertThat(values).hasSizeLessThanOrEqualTo(2);
    }

    private Settings settings(ConfigOf config) {
        return Settings.of(folder, config);
    }

    @Test
    void nameAndPasswordOrATokenAndATenantGetOneIn() throws Exception {
        receiver.queryReply = new Reply(200, GOOD, Map.of());
        Files.writeString(folder.resolve("secret"), "s3cret\n");
        read(settings(
                new ConfigOf(receiver.url()).credentials("rem", "secret", "").with("", "team-a", "20s")));
        assertThat(receiver.requests.get(0))
                .containsEntry("Authorization", "Basic cmVtOnMzY3JldA==")
                .containsEntry("X-Scope-OrgID", "team-a");
        var settings = settings(new ConfigOf(receiver.url()).credentials("", "", "secret"));
        try (var store = new PrometheusSeriesStore(settings, Clock.systemUTC())) {
            store.append(java.util.List.of(Stores.sample(Stores.key("d", 10), 0, 1)));
            Stores.drain(store);
            assertThat(receiver.requests.get(1)).containsEntry("Authorization", "Bearer s3cret");
            Files.writeString(folder.resolve("secret"), "changed");
            store.append(java.util.List.of(Stores.sample(Stores.key("d", 10), 10_000, 1)));
            Stores.drain(store);
            assertThat(receiver.requests.get(2)).containsEntry("Authorization", "Bearer changed");
            Files.delete(folder.resolve("secret"));
            store.append(java.util.List.of(Stores.sample(Stores.key("d", 10), 20_000, 1)));
            assertThat(store.sender().step()).as("waits").isPositive();
            assertThatThrownBy(() -> store.read("d:x", 0, Stores.T0, 10_000, Consolidation.MAX))
                    .hasMessageContaining("the secret in " + folder.resolve("secret") + " cannot be read")
                    .hasMessageNotContaining("changed");
        }
    }

    @Test
    void wrongSettingsAreAnsweredWithWhatIsExpected() {
        var good = new ConfigOf(receiver.url());
        String file = "etc/org.redeye.store.prometheus.cfg: ";
        assertThatThrownBy(() -> settings(good.addresses("ftp://x/", "http://x")))
                .hasMessage(file + "'write.url = ftp://x/'; expected an address that begins with http:// or https://");
        assertThatThrownBy(() -> settings(good.addresses("http://x", "http://rem:hidden@x")))
                .hasMessageStartingWith(file + "'read.url' holds a password")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> settings(good.credentials("rem", "", "")))
                .hasMessage(file + "'user = rem'; expected 'user' and 'password.file' together");
        assertThatThrownBy(() -> settings(good.credentials("rem", "a", "b")))
                .hasMessage(file + "'token.file = b'; expected either 'user' or 'token.file', not both");
        assertThatThrownBy(() -> settings(good.with("site", "", "20s")))
                .hasMessage(file + "'labels = site'; expected name=value, the name of letters, digits and _");
        assertThatThrownBy(() -> settings(good.with("check=a", "", "20s"))).hasMessageContaining("expected none of");
        assertThatThrownBy(() -> settings(good.with("", "a\nb", "20s"))).hasMessageContaining("printable ASCII");
        assertThatThrownBy(() -> settings(good.with("", "", "1ms")))
                .hasMessage(file + "'timeout = 1ms'; expected 1s to 10m");
        assertThat(settings(good.with(" site = berlin , room=3", "", "20s")).labels())
                .isEqualTo(Map.of("site", "berlin", "room", "3"));
        assertThatThrownBy(() -> new PrometheusSeriesStore(settings(good.trusting("missing.pem")), Clock.systemUTC()))
                .hasMessageContaining("'tls.ca': " + folder.resolve("missing.pem") + " holds no certificates");
    }
}
