package org.redeye.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.redeye.api.security.Role;
import org.redeye.web.plugin.GreetingResource;

/** A plugin adds a resource while the server runs. */
class PluginResourceTest {

    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="greeting">
              <property name="osgi.jakartars.resource" type="Boolean" value="true"/>
              <service><provide interface="org.redeye.web.plugin.GreetingResource"/></service>
              <implementation class="org.redeye.web.plugin.GreetingResource"/>
            </scr:component>
            """;

    private final Server server = Server.get();
    private Bundle plugin;

    @BeforeEach
    void deploy() throws BundleException {
        plugin = install("org.example.greeting");
        plugin.start();
        Server.await("the resource answers", () -> ask(Role.VIEWER).statusCode() == 200);
    }

    private Bundle install(String name) throws BundleException {
        return server.framework
                .getBundleContext()
                .installBundle(
                        name,
                        Jars.bundle(
                                name,
                                "1.0.0",
                                Map.of(
                                        "Import-Package", "jakarta.ws.rs,jakarta.annotation.security",
                                        "Service-Component", "OSGI-INF/greeting.xml"),
                                Map.of(
                                        "OSGI-INF/greeting.xml", Jars.text(COMPONENT),
                                        "org/redeye/web/plugin/GreetingResource.class",
                                                Jars.classFile(GreetingResource.class))));
    }

    @AfterEach
    void takeAway() throws BundleException {
        plugin.uninstall();
        Server.await("the resource is gone", () -> ask(Role.VIEWER).statusCode() == 404);
    }

    @Test
    void itSpeaksJsonBehindTheGate() {
        assertThat(ask(Role.VIEWER).body()).isEqualTo("{\"words\":[\"hello\"]}");
        assertThat(server.get("/api/v1/greetings").statusCode()).isEqualTo(401);
        assertThat(server.json("/api/v1/system").has("node")).isTrue();
    }

    @Test
    void whatSaysNothingOfRolesIsForAdmins() {
        assertThat(server.send(Role.EDITOR, "PUT", "/api/v1/greetings", "{}").statusCode())
                .isEqualTo(403);
        assertThat(server.send(Role.ADMIN, "PUT", "/api/v1/greetings", "{\"a\":1}")
                        .body())
                .isEqualTo("{\"a\":1}");
        assertThat(server.send(Role.VIEWER, "POST", "/api/v1/greetings", "{}").statusCode())
                .isEqualTo(403);
        assertThat(server.send(Role.OPERATOR, "POST", "/api/v1/greetings", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void itsComingAndGoingCutsNoEventStream() throws Exception {
        try (var stream = server.client
                .send(server.as(Role.VIEWER, "/api/v1/events?types=reload").build(), BodyHandlers.ofInputStream())
                .body()) {
            takeAway();
            deploy();
            server.events.publish("reload", Map.of());

            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines();
            assertThat(lines.anyMatch("event: reload"::equals)).isTrue();
        }
    }

    @Test
    void itsComingAndGoingForgetsNobodyWhoWaits() throws Exception {
        server.checks.warning("sys/checks/lan/ping@this", "this");
        var over = new CompletableFuture<Void>();
        server.checks.holdUntil(over);
        var run = server.client.sendAsync(
                server.as(Role.OPERATOR, "/api/v1/checks/sys/checks/lan/ping@this/runs")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        Server.await("the run waits", () -> over.getNumberOfDependents() > 0);
        takeAway();
        deploy();
        over.complete(null);

        assertThat(run.get(10, SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void theNextBundleTakesOverTheFirstSegmentOfOneThatGoes() throws Exception {
        Bundle next = install("org.example.next");
        next.start();
        plugin.uninstall();
        plugin = next;

        Server.await("the next one serves", () -> ask(Role.VIEWER).statusCode() == 200);
    }

    @Test
    void nobodyReachesItWhileTheGateIsDownOrComesAndGoes() throws Exception {
        var over = new AtomicBoolean();
        var strangers = new Insistent(over, () -> server.get("/api/v1/greetings"));
        var viewers = new Insistent(over, () -> server.send(Role.VIEWER, "DELETE", "/api/v1/greetings", ""));
        try {
            server.web.stop();
            assertThat(server.get("/api/v1/greetings").statusCode()).isEqualTo(404);
            assertThat(ask(Role.ADMIN).statusCode()).isEqualTo(404);
        } finally {
            server.web.start();
            server.awaitReady();
            Server.await("the resource is back", () -> ask(Role.VIEWER).statusCode() == 200);
            over.set(true);
        }
        // 404 while nothing is served, 503 while the console's servlet is up and REST is not yet
        assertThat(strangers.answers()).isNotEmpty().isSubsetOf(401, 404, 503);
        assertThat(viewers.answers()).isNotEmpty().doesNotContain(200, 204);
    }

    /** Somebody who asks again and again. */
    private static final class Insistent {
        private final Set<Integer> answers = ConcurrentHashMap.newKeySet();
        private final Thread thread;

        Insistent(AtomicBoolean over, Supplier<HttpResponse<String>> request) {
            thread = new Thread(() -> {
                while (!over.get()) {
                    answers.add(request.get().statusCode());
                }
            });
            thread.start();
        }

        Set<Integer> answers() throws InterruptedException {
            thread.join();
            return answers;
        }
    }

    @Test
    void whatBreaksTellsTheClientAnIdAndNoMore() {
        HttpResponse<String> response = server.send(server.as(Role.VIEWER, "/api/v1/greetings/broken"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Server.tree(response.body()).get("detail").asText()).matches(".*error id [0-9a-f]{12}\\.");
        assertThat(response.body()).doesNotContain("secret", "Exception", "\tat ");
    }

    private HttpResponse<String> ask(Role role) {
        return server.send(server.as(role, "/api/v1/greetings"));
    }
}
