package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Held;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Silence;
import org.redeye.api.check.CheckState;
import org.redeye.api.security.Role;
import org.redeye.api.sla.StateHistory;

/** {@code /api/v1/alerts}, {@code /silences} and {@code /trail}. */
class AlertsTest {

    private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_000L);

    private final Server server = Server.get();
    private final Scripted alerts = new Scripted();

    @BeforeEach
    void anEngine() {
        server.register(Alerts.class, alerts);
        server.register(
                StateHistory.class,
                (check, from, to) -> List.of(
                        new StateHistory.Stretch(CheckState.OK, AT.minusSeconds(9000), AT.minusSeconds(5)),
                        new StateHistory.Stretch(CheckState.CRITICAL, AT.minusSeconds(5), AT)));
    }

    @AfterEach
    void without() {
        server.withdraw(Alerts.class);
        server.withdraw(StateHistory.class);
    }

    @Test
    void tellsOfAnAlertAndItsFirstMembers() {
        JsonNode list = server.json(
                "/api/v1/alerts?state=open,acknowledged&severity=warning&host=db*&role=dba&text=no&from=5&to=6&limit=1");
        assertThat(alerts.asked.states()).isEqualTo(Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED));
        assertThat(alerts.asked.match().host()).isEqualTo("db*");
        assertThat(alerts.asked.match().severity()).isEqualTo(Severity.WARNING);
        assertThat(alerts.asked.from()).contains(Instant.ofEpochMilli(5));
        JsonNode alert = list.at("/items/0");
        assertThat(alert.get("id").asText()).isEqualTo("A-1");
        assertThat(alert.get("opened").asLong()).isEqualTo(AT.toEpochMilli());
        assertThat(alert.has("resolved")).isFalse();
        assertThat(alert.get("members")).hasSize(5);
        assertThat(alert.at("/members/0/package").asText()).isEqualTo("shop");
        assertThat(alert.at("/members/1/hold/kind").asText()).isEqualTo("silence");
        assertThat(alert.at("/next/what").asText()).isEqualTo("calls Ann by phone");
        assertThat(list.get("next").asText()).isEqualTo("A-1");
        JsonNode one = server.json("/api/v1/alerts/A-1");
        assertThat(one.get("members")).hasSize(7);
        assertThat(one.get("holds")).as("told up to a bound, and counted").hasSize(1_000);
        assertThat(one.get("holds_count").asInt()).isEqualTo(1_001);
        assertThat(one.at("/holds/0").toString())
                .contains("\"alert\":\"A-2\"", "\"role\":\"net\"", "\"because\":\"db0 is down\"");
        assertThat(server.json("/api/v1/alerts/A-1/entries").at("/items/0/kind").asText())
                .isEqualTo("opened");
    }

    @Test
    void joinsTheTimeline() {
        JsonNode items = server.json("/api/v1/alerts/A-1/timeline").get("items");
        assertThat(items.get(0).get("source").asText()).isEqualTo("state");
        assertThat(items.get(0).get("text").asText()).isEqualTo("shop/checks/ping@db0 is critical");
        assertThat(items.findValuesAsText("kind")).contains("opened");
    }

    @Test
    void whatSomebodyDoesIsDoneInTheirName() {
        HttpResponse<String> answer =
                post(Role.OPERATOR, "/api/v1/alerts/A-1/acknowledge", "{\"reason\": \"on it\", \"until\": 9}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(alerts.done).containsExactly("acknowledge A-1 operator on it Optional[1970-01-01T00:00:00.009Z]");
        assertThat(post(Role.VIEWER, "/api/v1/alerts/A-1/acknowledge", "{}").statusCode())
                .isEqualTo(403);
        assertThat(post(Role.OPERATOR, "/api/v1/alerts/A-9/acknowledge", "{}").statusCode())
                .isEqualTo(404);
        HttpResponse<String> again = post(Role.OPERATOR, "/api/v1/alerts/A-1/reopen", "{}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("A-1 is not resolved.");
        assertThat(post(Role.OPERATOR, "/api/v1/alerts/A-1/note", "{}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void severalAtOnceAreTriedOneByOne() {
        JsonNode dry = json(post(
                Role.OPERATOR,
                "/api/v1/alerts/actions",
                "{\"ids\": [\"A-1\", \"A-9\"], \"action\": \"acknowledge\", \"dry_run\": true}"));
        assertThat(dry.at("/items/0/ok").asBoolean()).isTrue();
        assertThat(dry.at("/items/1/message").asText()).isEqualTo("There is no alert 'A-9'.");
        assertThat(alerts.done).isEmpty();
        post(
                Role.OPERATOR,
                "/api/v1/alerts/actions",
                "{\"ids\": [\"A-1\"], \"action\": \"resolve\", \"reason\": \"r\"}");
        assertThat(alerts.done).containsExactly("resolve A-1 operator r");
        assertThat(post(Role.OPERATOR, "/api/v1/alerts/actions", "{\"ids\": [\"A-1\"], \"action\": \"eat\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void silencesBeginAndEnd() {
        HttpResponse<String> begun = post(
                Role.OPERATOR,
                "/api/v1/silences",
                "{\"match\": {\"host\": \"db*\"}, \"reason\": \"move\", \"until\": 1900000000000}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        assertThat(json(begun).get("owner").asText()).isEqualTo("operator");
        assertThat(server.json("/api/v1/silences").at("/items/0/match/host").asText())
                .isEqualTo("db*");
        assertThat(post(Role.OPERATOR, "/api/v1/silences", "{\"match\": {}, \"reason\": \"r\", \"until\": 1}")
                        .body())
                .contains("fits everything");
        assertThat(server.send(server.as(Role.OPERATOR, "/api/v1/silences/S-1").DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(alerts.silences).isEmpty();
    }

    @Test
    void tellsThePastAndTheFuture() {
        JsonNode trail = server.json("/api/v1/trail?person=ann&from=1&to=2");
        assertThat(trail.at("/items/0/text").asText()).isEqualTo("ann 1970-01-01T00:00:00.001Z");
        JsonNode future = json(
                post(Role.VIEWER, "/api/v1/alerts/foresee", "{\"host\": \"db1\", \"at\": 7, \"length_seconds\": 60}"));
        assertThat(future.at("/items/0/text").asText()).isEqualTo("db1 critical PT1M");
    }

    private HttpResponse<String> post(Role role, String path, String body) {
        return server.send(
                server.as(role, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** Knows one alert, and remembers what is done to it. */
    private static final class Scripted implements Alerts {
        private AlertQuery asked = AlertQuery.GOING_ON;
        private final List<String> done = new ArrayList<>();
        private final List<Silence> silences = new ArrayList<>();

        private static Alert alert() {
            List<Member> members = new ArrayList<>();
            for (int host = 0; host < 7; host++) {
                Optional<Hold> hold =
                        host == 1 ? Optional.of(new Hold(Hold.Kind.SILENCE, "S-1", "known")) : Optional.empty();
                members.add(new Member(condition("db" + host), AT, "same rule", hold, 0));
            }
            return new Alert(
                    "A-1",
                    AlertState.OPEN,
                    Severity.CRITICAL,
                    "db0: no answer (6 more)",
                    "dba",
                    AT,
                    AT,
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    members,
                    7,
                    7,
                    1,
                    Optional.of(new Alert.Next(AT.plusSeconds(120), "calls Ann by phone")),
                    3);
        }

        private static Condition condition(String host) {
            return new Condition(
                    "k|" + host,
                    "shop/rules/down",
                    "shop",
                    "shop/checks/ping@" + host,
                    host,
                    Severity.CRITICAL,
                    true,
                    AT,
                    "dba",
                    host + ": no answer",
                    "",
                    Map.of(),
                    Map.of(),
                    Map.of("loss_ratio", 1.0));
        }

        private Alert act(String id, String what) {
            if (!id.equals("A-1")) {
                throw new IllegalArgumentException("There is no alert '" + id + "'.");
            }
            done.add(what);
            return alert();
        }

        @Override
        public CompletionStage<Void> report(List<Condition> conditions) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<Alert> list(AlertQuery query) {
            asked = query;
            return List.of(alert(), alert());
        }

        @Override
        public Optional<Alert> find(String id) {
            return id.equals("A-1") ? Optional.of(alert()) : Optional.empty();
        }

        @Override
        public List<Held> held(String id) {
            Member member = alert().members().get(0);
            var hold = new Hold(Hold.Kind.DEPENDENCY, "shop/checks/ping@db0", "db0 is down");
            return Collections.nCopies(
                    1_001, new Held("A-2", "net", new Member(member.condition(), AT, "", Optional.of(hold), 0)));
        }

        @Override
        public List<AlertEntry> entries(String id, long after, int limit) {
            return List.of(new AlertEntry(id, 1, AT, AlertEntry.Kind.OPENED, "r", "db0: no answer", Map.of()));
        }

        @Override
        public List<AlertEntry> entries(Instant from, Instant to, int limit) {
            return List.of();
        }

        @Override
        public Alert acknowledge(String id, String by, String reason, Optional<Instant> until) {
            return act(id, "acknowledge " + id + " " + by + " " + reason + " " + until);
        }

        @Override
        public Alert unacknowledge(String id, String by, String reason) {
            return act(id, "unacknowledge " + id + " " + by + " " + reason);
        }

        @Override
        public Alert resolve(String id, String by, String reason) {
            return act(id, "resolve " + id + " " + by + " " + reason);
        }

        @Override
        public Alert reopen(String id, String by, String reason) {
            throw new IllegalStateException(id + " is not resolved.");
        }

        @Override
        public Alert assign(String id, String person, String by, String reason) {
            return act(id, "assign " + id + " " + person + " " + by + " " + reason);
        }

        @Override
        public Alert note(String id, String by, String text) {
            return act(id, "note " + id + " " + by + " " + text);
        }

        @Override
        public List<Silence> silences() {
            return silences;
        }

        @Override
        public Silence silence(Silence wanted) {
            var made =
                    new Silence("S-1", wanted.match(), wanted.owner(), wanted.reason(), wanted.from(), wanted.until());
            silences.add(made);
            return made;
        }

        @Override
        public void endSilence(String id, String by) {
            silences.removeIf(silence -> silence.id().equals(id));
        }

        @Override
        public List<AlertEntry> why(String person, Instant from, Instant to) {
            return List.of(
                    new AlertEntry("A-1", 1, from, AlertEntry.Kind.SKIPPED, "rem", person + " " + from, Map.of()));
        }

        @Override
        public List<AlertEntry> foresee(Condition condition, Instant at, Duration length) {
            String text = condition.host() + " " + condition.severity().word() + " " + length;
            return List.of(new AlertEntry("A-0", 1, at, AlertEntry.Kind.ROUTED, "rem", text, Map.of()));
        }
    }
}
