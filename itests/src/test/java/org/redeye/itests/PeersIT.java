package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances watch each other, as docs/alerts.md says: the sign of life of each is what the other one's heartbeat waits for. */
@Tag("long")
class PeersIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String CHECK = "peer/checks/peers/other";
    private static final String PACKAGE = """
            checks:
              peers:
                other: {probe: heartbeat, every: 1s, token: 4f0c9a7e21b3-peer, period: 5s, grace: 10s}
            rules:
              peers:
                silent: {checks: "peer/checks/peers/*", at least: critical, severity: critical, role: ops}
            channels:
              hook: {notifier: webhook, url: "http://127.0.0.1:%d/%s"}
            people:
              all:
                ann: {contacts: {hook: {channel: hook}}}
            roles:
              ops: {people: [ann]}
            """;

    @TempDir
    private Path folder;

    /** Who has called, in their order. */
    private final List<String> calls = Collections.synchronizedList(new java.util.ArrayList<>());

    private HttpServer hook;

    @BeforeEach
    void listen() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            calls.add(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
    }

    @AfterEach
    void stop() {
        hook.stop(0);
    }

    @Test
    void whoIsKilledIsMissedByTheOtherUntilItIsBack() throws Exception {
        Path home = copy("home-a");
        try (var a = Distribution.startIn(home, folder.resolve("a"));
                var b = Distribution.startIn(copy("home-b"), folder.resolve("b"))) {
            watch(a, "a", home, b);
            watch(b, "b", folder.resolve("home-b"), a);
            a.awaitCheck(CHECK, "ok", SOON);
            b.awaitCheck(CHECK, "ok", SOON);
            String heard = heard(a);

            a.kill();
            Distribution.await("b to call somebody", SOON, () -> calls.contains("b"));
            List<JsonNode> open = alerts(b, "open");
            assertThat(open).hasSize(1);
            assertThat(open.get(0).get("title").asText()).contains(CHECK + " is critical");

            a.run();
            String alert = open.get(0).get("id").asText();
            Distribution.await(
                    "the end of the alert",
                    SOON,
                    () -> b.get("/api/v1/alerts/" + alert).get("state").asText().equals("resolved"));
            Distribution.await("b to be heard by a again", SOON, () -> !heard(a).equals(heard));
            assertThat(alerts(a, "open,resolved"))
                    .as("for the time that it was down itself it blames nobody")
                    .isEmpty();
            assertThat(calls).doesNotContain("a");
        }
    }

    private Path copy(String name) throws IOException, InterruptedException {
        Path home = folder.resolve(name);
        assertThat(new ProcessBuilder("cp", "-a", Distribution.home().toString(), home.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        return home;
    }

    private void watch(Distribution rem, String name, Path home, Distribution other) throws IOException {
        var put = rem.putPackage("peer", "", PACKAGE.formatted(hook.getAddress().getPort(), name));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        Files.writeString(home.resolve("etc/org.redeye.alerts.cfg"), """
                deadMansSwitch = http://127.0.0.1:%d/heartbeat/4f0c9a7e21b3-peer
                deadMansSwitchSeconds = 5
                gatherSeconds = 1
                """.formatted(other.port()));
    }

    /** When a call of the other one came last: what its check says up to the time that it is due. */
    private static String heard(Distribution rem) {
        return rem.check(CHECK).orElseThrow().get("message").asText().replaceFirst(";.*", "");
    }

    private static List<JsonNode> alerts(Distribution rem, String states) {
        return StreamSupport.stream(
                        rem.get("/api/v1/alerts?package=peer&state=" + states)
                                .get("items")
                                .spliterator(),
                        false)
                .toList();
    }
}
