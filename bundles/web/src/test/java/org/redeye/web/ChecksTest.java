package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.security.Role;
import org.redeye.web.fakes.FakeChecks;

/** {@code /api/v1/checks}. */
class ChecksTest {

    private final Server server = Server.get();

    @BeforeEach
    void someChecks() {
        server.checks.clear();
        server.checks.warning("sys/checks/lan/ping@this", "this");
        server.checks.warning("sys/checks/lan/ping@that", "that");
        server.checks.pending("other/checks/tcp");
    }

    @Test
    void tellsHowACheckStands() {
        JsonNode check = server.json("/api/v1/checks?host=this").at("/items/0");

        assertThat(check.get("id").asText()).isEqualTo("sys/checks/lan/ping@this");
        assertThat(check.get("package").asText()).isEqualTo("sys");
        assertThat(check.get("state").asText()).isEqualTo("warning");
        assertThat(check.get("reason").asText()).isEqualTo("threshold");
        assertThat(check.get("at").asLong()).isEqualTo(FakeChecks.AT.toEpochMilli());
        assertThat(check.get("every").asDouble()).isEqualTo(10);
        assertThat(check.get("next").asLong()).isEqualTo(FakeChecks.AT.toEpochMilli() + 10_000);
        assertThat(check.get("late_seconds").asDouble()).isEqualTo(0.005);
        assertThat(check.get("took_seconds").asDouble()).isEqualTo(0.25);
        assertThat(check.at("/metrics/total_seconds/value").asDouble()).isEqualTo(0.25);
        assertThat(check.get("metrics").get("used_ratio[/data]").get("value").isNull())
                .isTrue();
        assertThat(check.at("/slots/skipped_probe").asInt()).isEqualTo(2);
        assertThat(check.has("evidence")).isFalse();
    }

    @Test
    void aPendingCheckHasNoTimesYet() {
        JsonNode check = server.json("/api/v1/checks?state=pending").at("/items/0");

        assertThat(check.get("reason").asText()).isEqualTo("needs probe:tcp");
        assertThat(check.get("at").isNull()).isTrue();
        assertThat(check.get("next").isNull()).isTrue();
        assertThat(check.get("metrics")).isEmpty();
    }

    @Test
    void areToldByTheirProbe() {
        assertThat(server.json("/api/v1/checks?probe=http").get("items")).hasSize(3);
        assertThat(server.json("/api/v1/checks?probe=snmp").get("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sys%2Fchecks%2Flan%2Fping@this", "sys/checks/lan/ping@this", "sys/checks%2flan/ping%40this"})
    void anIdMayHaveItsSlashesEncodedOrNot(String id) {
        JsonNode check = server.json("/api/v1/checks/" + id);

        assertThat(check.get("id").asText()).isEqualTo("sys/checks/lan/ping@this");
        assertThat(check.get("evidence").asText()).isEqualTo("what it said");
        assertThat(check.at("/log/0").asText()).isEqualTo("step one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sys%2Fchecks%2Flan%2Fping@this", "sys/checks/lan/ping@this"})
    void runsACheckNow(String id) {
        HttpResponse<String> response = run(id);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode run = Server.tree(response.body());
        assertThat(run.get("status").asText()).isEqualTo("warning");
        assertThat(run.get("plugin").asText()).isEqualTo("probe:http 0.1.0");
        assertThat(run.get("evidence").asText()).isEqualTo("what it said");
        assertThat(run.get("took_seconds").asDouble()).isEqualTo(0.25);
    }

    @Test
    void aPendingCheckCannotRunAndSaysWhatItNeeds() {
        HttpResponse<String> response = run("other/checks/tcp");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(Server.tree(response.body()).get("detail").asText()).contains("needs probe:tcp");
    }

    @Test
    void aCheckThatIsNotThereIs404() {
        assertThat(run("none/checks/x").statusCode()).isEqualTo(404);
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/checks/none")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsComeInStretches() {
        JsonNode first = server.json("/api/v1/checks?limit=2");
        assertThat(first.get("items")).hasSize(2);
        JsonNode second =
                server.json("/api/v1/checks?limit=2&after=" + first.get("next").asText());
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.has("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "many", "-1"})
    void aLimitOutOfBoundsIsRefused(String limit) {
        HttpResponse<String> response = server.send(server.as(Role.VIEWER, "/api/v1/checks?limit=" + limit));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("from 1 to 10000");
    }

    @Test
    void markupStaysData() {
        HttpResponse<String> response = server.send(server.as(Role.VIEWER, "/api/v1/checks?host=this"));

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(Server.tree(response.body()).at("/items/0/message").asText()).isEqualTo("<b>slow</b>");
    }

    private HttpResponse<String> run(String id) {
        return server.send(
                server.as(Role.OPERATOR, "/api/v1/checks/" + id + "/runs").POST(BodyPublishers.noBody()));
    }

    @Test
    void watchesACheckCloselyUntilItIsEnded() {
        HttpResponse<String> begun = watch("sys/checks/lan/ping@this", "{\"every\":0.5,\"length\":10}");

        assertThat(begun.statusCode()).isEqualTo(201);
        JsonNode watch = Server.tree(begun.body());
        assertThat(watch.get("check").asText()).isEqualTo("sys/checks/lan/ping@this");
        assertThat(watch.get("every").asDouble()).isEqualTo(0.5);
        assertThat(watch.get("until").asLong() - watch.get("from").asLong()).isEqualTo(10_000);
        assertThat(watch.get("over").asBoolean()).isFalse();
        assertThat(watch.at("/runs/0/status").asText()).isEqualTo("warning");
        String path = "/api/v1/watches/" + watch.get("id").asText();
        assertThat(server.send(server.as(Role.ADMIN, path).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(server.json(path).get("over").asBoolean()).isTrue();
    }

    @Test
    void saysWhyACheckIsNotWatched() {
        assertThat(watch("nothing/there", "{}").statusCode()).isEqualTo(404);
        assertThat(watch("other/checks/tcp", "{}").statusCode()).isEqualTo(409);
        assertThat(watch("sys/checks/lan/ping@this", "{\"every\":-1}").statusCode())
                .isEqualTo(422);
        assertThat(server.send(server.as(Role.ADMIN, "/api/v1/watches/nothing")).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> watch(String id, String request) {
        return server.send(server.as(Role.OPERATOR, "/api/v1/checks/" + id + "/watches")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request)));
    }
}
