package org.redeye.notifier.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.alert.AlertState;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notification.Purpose;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeNotifierContext;
import org.redeye.testkit.RawYaml;
import org.redeye.testkit.SampleNotices;

/** Against Debian's Alertmanager. */
@Timeout(60)
@EnabledIf("there")
class RealAlertmanagerTest {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private String url = "";

    @TempDir
    Path folder;

    static boolean there() {
        return Files.isExecutable(PROGRAM);
    }

    @BeforeEach
    void start() throws Exception {
        Path config = folder.resolve("am.yml");
        Files.writeString(config, "route: {receiver: none}\nreceivers: [{name: none}]\n");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!ready()) {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("log")))
                    .isTrue();
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    private boolean ready() throws InterruptedException {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void seesTheAlertBeginAndEnd() throws Exception {
        Delivery sent = send(Purpose.ALERT, AlertState.OPEN);
        assertThat(sent.result()).as(sent.toString()).isEqualTo(Result.SENT);
        JsonNode active = new ObjectMapper().readTree(get("/api/v2/alerts").body());
        assertThat(active).hasSize(1);
        assertThat(active.at("/0/labels/instance").textValue()).isEqualTo("db1");
        assertThat(active.at("/0/labels/severity").textValue()).isEqualTo("critical");
        assertThat(active.at("/0/annotations/alert").textValue()).isEqualTo("A-7");

        assertThat(send(Purpose.RESOLVED, AlertState.RESOLVED).result()).isEqualTo(Result.SENT);
        assertThat(new ObjectMapper().readTree(get("/api/v2/alerts").body())).isEmpty();
    }

    private Delivery send(Purpose purpose, AlertState state) throws Exception {
        var notice = new Notification(
                "k", purpose, "", "", "s", "t", Optional.of(SampleNotices.alert(state)), 1, Map.of(), Instant.now());
        AlertmanagerConfig config =
                FakeBinder.ofClassPath().bind(AlertmanagerConfig.class, RawYaml.map("url: \"" + url + "\""));
        return new AlertmanagerNotifier()
                .send(config, notice, new FakeNotifierContext())
                .toCompletableFuture()
                .get();
    }
}
