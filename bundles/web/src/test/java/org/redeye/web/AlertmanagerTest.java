package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Severity;
import org.redeye.api.security.Role;
import org.redeye.testkit.SampleNotices;
import org.redeye.web.fakes.FakeAlerts;

/** Alerts in Alertmanager's format, out and in. */
class AlertmanagerTest {

    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path AMTOOL = Path.of("/usr/bin/amtool");

    private final Server server = Server.get();
    private final FakeAlerts alerts = new FakeAlerts();

    @BeforeEach
    void open() {
        server.register(Alerts.class, alerts);
        Server.await("the engine to be there", () -> get("").statusCode() == 200);
    }

    @AfterEach
    void close() {
        server.withdraw(Alerts.class);
    }

    static boolean prometheusIsThere() {
        return Files.isExecutable(PROMETHEUS);
    }

    static boolean amtoolIsThere() {
        return Files.isExecutable(AMTOOL);
    }

    private HttpResponse<String> get(String query) {
        return server.send(server.as(Role.VIEWER, "/api/v2/alerts" + query));
    }

    private JsonNode shown(String query) throws IOException {
        HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String filter(String text) {
        return "?filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(Role role, String body) {
        return server.send(server.as(role, "/api/v2/alerts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void put(String id, Optional<Hold> hold) {
        Alert sample = SampleNotices.alert(AlertState.OPEN);
        Member first = sample.members().get(0);
        Member held = new Member(first.condition(), first.joined(), "", hold, 1);
        alerts.alerts.put(
                id,
                new Alert(
                        id,
                        sample.state(),
                        sample.severity(),
                        sample.title(),
                        sample.role(),
                        sample.opened(),
                        sample.changed(),
                        Optional.empty(),
                        Optional.of(new Alert.Acknowledgement("ann", sample.opened(), "", Optional.empty())),
                        "",
                        List.of(held, sample.members().get(1)),
                        2,
                        1,
                        0,
                        Optional.empty(),
                        1));
    }

    @Test
    void showsMembersThatAreOutOfOrderAsAlertmanagerDoes() throws IOException {
        put("A-7", Optional.empty());
        JsonNode json = shown("");
        assertThat(json).hasSize(1);
        JsonNode one = json.get(0);
        assertThat(one.get("labels").toString())
                .isEqualTo(
                        "{\"alertname\":\"down\",\"instance\":\"db1\",\"package\":\"shop\",\"severity\":\"critical\","
                                + "\"subject\":\"shop/checks/db/ping@db1\",\"team\":\"dba\"}");
        assertThat(one.at("/annotations/acknowledged_by").textValue()).isEqualTo("ann");
        assertThat(one.at("/status").toString())
                .isEqualTo("{\"state\":\"active\",\"silencedBy\":[],\"inhibitedBy\":[]}");
        assertThat(one.get("startsAt").textValue()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(one.get("receivers").toString()).isEqualTo("[{\"name\":\"dba\"}]");
        assertThat(one.has("generatorURL")).isTrue();
        assertThat(one.get("fingerprint").textValue()).matches("[0-9a-f]{16}");
    }

    @Test
    void filtersAsAlertmanagerDoes() throws IOException {
        put("A-1", Optional.empty());
        put("A-2", Optional.of(new Hold(Hold.Kind.SILENCE, "S-1", "because")));
        put("A-3", Optional.of(new Hold(Hold.Kind.DEPENDENCY, "shop/checks/x", "because")));

        assertThat(shown("")).hasSize(3);
        assertThat(shown("?silenced=false&inhibited=false")).hasSize(1);
        assertThat(shown("?active=false")).hasSize(2);
        assertThat(shown("?active=false&silenced=false")
                        .at("/0/status/inhibitedBy/0")
                        .textValue())
                .isEqualTo("shop/checks/x");
        assertThat(shown("?receiver=dba")).hasSize(3);
        assertThat(shown("?receiver=web")).isEmpty();
        assertThat(shown(filter("team=\"dba\""))).hasSize(3);
        assertThat(shown(filter("instance =~ db.*")
                        + filter("severity!=critical").replace('?', '&')))
                .isEmpty();
        assertThat(shown(filter("instance!~db."))).isEmpty();
        assertThat(get(filter("no filter")).statusCode()).isEqualTo(400);
        assertThat(get(filter("a=~(")).body()).contains("is no regular expression");
        assertThat(get("?silenced=maybe").statusCode()).isEqualTo(400);
    }

    @Test
    void takesWhatPrometheusSends() {
        Instant end = Instant.now().plusSeconds(240);
        HttpResponse<String> answer = post(
                Role.OPERATOR,
                "[{\"labels\":{\"alertname\":\"HighLatency\",\"instance\":\"web1:9100\",\"severity\":\"page\",\"rem_role\":\"dba\"},"
                        + "\"annotations\":{\"summary\":\"Slow\\nweb\",\"description\":\"more\",\"runbook_url\":\"javascript:x\"},"
                        + "\"startsAt\":\"2026-11-22T01:00:00.000Z\",\"endsAt\":\"" + end + "\","
                        + "\"generatorURL\":\"http://prom/graph\",\"unknown\":1}]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Condition condition = alerts.reported.get(0);
        assertThat(condition.key()).matches("alertmanager\\|[0-9a-f]{16}");
        assertThat(condition.source()).isEqualTo("alertmanager");
        assertThat(condition.subject()).isEqualTo("HighLatency web1:9100");
        assertThat(condition.host()).isEqualTo("web1");
        assertThat(condition.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(condition.firing()).isTrue();
        assertThat(condition.role()).isEqualTo("dba");
        assertThat(condition.summary()).isEqualTo("Slow web");
        assertThat(condition.links()).containsOnlyKeys("source");
        assertThat(condition.at()).isEqualTo(Instant.parse("2026-11-22T01:00:00Z"));

        post(
                Role.OPERATOR,
                "[{\"labels\":{\"severity\":\"page\",\"instance\":\"web1:9100\",\"alertname\":\"HighLatency\",\"rem_role\":\"dba\"},"
                        + "\"startsAt\":\"2026-11-22T01:00:00Z\",\"endsAt\":\"2026-11-22T01:05:00Z\"}]");
        Condition over = alerts.reported.get(1);
        assertThat(over.key()).isEqualTo(condition.key());
        assertThat(over.firing()).isFalse();
    }

    @Test
    void refusesWhatIsNone() {
        assertThat(post(Role.VIEWER, "[]").statusCode()).isEqualTo(403);
        assertThat(server.send(server.to("/api/v2/alerts")).statusCode()).isEqualTo(401);
        for (String body : List.of(
                "",
                "null",
                "{}",
                "[null]",
                "[{}]",
                "[{\"labels\":{}}]",
                "[{\"labels\":{\"a\":\"\"}}]",
                "[{\"labels\":{\"a\":\"b\"},\"endsAt\":\"tomorrow\"}]",
                "[{\"labels\":[]}]")) {
            HttpResponse<String> answer = post(Role.OPERATOR, body);
            assertThat(answer.statusCode()).as(body + " " + answer.body()).isEqualTo(400);
        }
        assertThat(alerts.reported).isEmpty();
        assertThat(post(Role.OPERATOR, "[]").statusCode()).isEqualTo(200);
    }

    @Test
    void letsTheSenderTryAgainIfItIsNotKept() {
        alerts.broken(true);
        HttpResponse<String> answer = post(Role.OPERATOR, "[{\"labels\":{\"alertname\":\"x\"}}]");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The disk is full.");
    }

    @Test
    @EnabledIf("amtoolIsThere")
    void isUnderstoodByAmtool(@TempDir Path folder) throws Exception {
        put("A-7", Optional.empty());
        Path config = folder.resolve("http.yml");
        Files.writeString(config, "basic_auth: {username: viewer, password: \"" + Server.PASSWORD + "\"}\n");
        Process process = new ProcessBuilder(
                        AMTOOL.toString(),
                        "--alertmanager.url=http://127.0.0.1:" + server.port(),
                        "--http.config.file=" + config,
                        "alert",
                        "query",
                        "team=dba")
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out).contains("down", "db1 does not answer", "active");
    }

    /** A real Prometheus with a rule that always fires sends it in. */
    @Test
    @EnabledIf("prometheusIsThere")
    void takesWhatARealPrometheusSends(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("rules.yml"),
                "groups: [{name: g, interval: 1s, rules: [{alert: Always, expr: vector(1), labels: {severity: critical},"
                        + " annotations: {summary: It fires}}]}]\n");
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(
                config,
                "global: {evaluation_interval: 1s}\nrule_files: [rules.yml]\nalerting: {alertmanagers: [{basic_auth:"
                        + " {username: operator, password: \"" + Server.PASSWORD
                        + "\"}, static_configs: [{targets: [\"127.0.0.1:" + server.port() + "\"]}]}]}\n");
        Process process = new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--rules.alert.resend-delay=1s",
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            Server.await("Prometheus to send", () -> !alerts.reported.isEmpty());
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        Condition condition = alerts.reported.get(0);
        assertThat(condition.subject()).isEqualTo("Always");
        assertThat(condition.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(condition.summary()).isEqualTo("It fires");
        assertThat(condition.firing()).isTrue();
    }
}
