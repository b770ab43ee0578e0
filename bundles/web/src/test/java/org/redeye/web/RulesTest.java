package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.Severity;
import org.redeye.api.packages.PackageException;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.Rehearsal;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleDeclaration.Selector;
import org.redeye.api.rule.RuleStatus;
import org.redeye.api.rule.Rules;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.security.Role;

/** Rules and rehearsals, over HTTP. */
class RulesTest {

    private static final Instant AT = Instant.ofEpochMilli(1_000_000);
    private static final RuleDeclaration SLOW = new RuleDeclaration(
            "shop/rules/web/slow",
            "shop",
            "Slow",
            new Selector(List.of("shop/checks/web/*"), "total_seconds", "", List.of("db*")),
            new Criterion.Above(0.05, 0.04),
            Duration.ofMinutes(5),
            Aggregate.AVERAGE,
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Severity.CRITICAL,
            "dba",
            "",
            "",
            Map.of(),
            Map.of(),
            Optional.empty());

    private final Server server = Server.get();

    /** One rule, and a rehearsal that fires once. */
    private static final class FakeRules implements Rules {
        @Override
        public List<RuleStatus> list() {
            return List.of(new RuleStatus(SLOW, "firing", "", 2, List.of("shop/checks/web/a:total_seconds"), 1, AT, 7));
        }

        @Override
        public Optional<RuleStatus> find(String id) {
            return list().stream().filter(rule -> rule.id().equals(id)).findFirst();
        }

        @Override
        public RuleDeclaration draft(String packageName, Map<String, Object> fields) {
            if (fields.containsKey("abov")) {
                throw new PackageException(
                        List.of(new Problem(Position.NONE, "'abov' is not known here.", "above", "abov")));
            }
            assertThat(fields).containsEntry("above", "0.05").containsEntry("checks", List.of("a", "b"));
            return SLOW;
        }

        @Override
        public Rehearsal rehearse(RuleDeclaration rule, Instant from, Instant to) {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("From an earlier to a later time.");
            }
            var call = new AlertEntry("", 1, AT, AlertEntry.Kind.SENDING, "rem", "calls Ann", Map.of("person", "ann"));
            var firing = new Rehearsal.Firing("a:m", AT, Optional.empty(), 0.06, List.of(call));
            return new Rehearsal(rule, from, to, 2, 100, 10_000, List.of(firing), 1, List.of("a note"));
        }
    }

    @BeforeEach
    void start() {
        server.register(Rules.class, new FakeRules());
    }

    @AfterEach
    void stop() {
        server.withdraw(Rules.class);
    }

    @Test
    void tellsHowRulesStand() {
        JsonNode rule = server.json("/api/v1/rules?state=firing").at("/items/0");
        assertThat(rule.toString())
                .isEqualTo(
                        "{\"id\":\"shop/rules/web/slow\",\"package\":\"shop\",\"title\":\"Slow\",\"state\":\"firing\","
                                + "\"reason\":\"\",\"watched\":2,\"pending\":1,\"firing\":[\"shop/checks/web/a:total_seconds\"],"
                                + "\"since\":1000000,\"evaluations\":7,\"severity\":\"critical\",\"role\":\"dba\","
                                + "\"checks\":[\"shop/checks/web/*\"],\"metric\":\"total_seconds\",\"item\":\"\",\"hosts\":[\"db*\"],"
                                + "\"criterion\":\"above 0.05, back at 0.04\",\"over_seconds\":300.0,\"aggregate\":\"average\","
                                + "\"for_seconds\":60.0,\"clear_seconds\":30.0}");
        assertThat(server.json("/api/v1/rules?state=ok").at("/items")).isEmpty();
        assertThat(server.json("/api/v1/rules/shop/rules/web/slow").at("/id").asText())
                .isEqualTo("shop/rules/web/slow");
    }

    @Test
    void triesARuleOnHistory() {
        JsonNode rehearsal = post(
                "{\"package\":\"shop\",\"from\":1000,\"to\":2000000,"
                        + "\"fields\":{\"above\":0.05,\"checks\":[\"a\",\"b\"]}}",
                200);
        assertThat(rehearsal.toString())
                .isEqualTo(
                        "{\"subjects\":2,\"samples\":100,\"step_ms\":10000,\"count\":1,\"firings\":[{\"subject\":\"a:m\","
                                + "\"at\":1000000,\"value\":0.06,\"calls\":[{\"at\":1000000,\"kind\":\"sending\",\"by\":\"rem\","
                                + "\"text\":\"calls Ann\",\"data\":{\"person\":\"ann\"}}]}],\"notes\":[\"a note\"]}");
    }

    @Test
    void refusesWrongFieldsAndTimesInWords() {
        JsonNode refused = post("{\"package\":\"shop\",\"from\":1000,\"fields\":{\"abov\":1}}", 422);
        assertThat(refused.at("/problems/0/message").asText()).isEqualTo("'abov' is not known here.");
        assertThat(post("{\"fields\":{}}", 422).at("/detail").asText()).startsWith("A rehearsal needs 'package'");
        String empty =
                "{\"package\":\"shop\",\"from\":5,\"to\":5,\"fields\":{\"above\":0.05,\"checks\":[\"a\",\"b\"]}}";
        assertThat(post(empty, 422).at("/detail").asText()).isEqualTo("From an earlier to a later time.");
    }

    private JsonNode post(String body, int status) {
        HttpResponse<String> answer = server.send(Role.OPERATOR, "POST", "/api/v1/rules/rehearsals", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Server.tree(answer.body());
    }
}
