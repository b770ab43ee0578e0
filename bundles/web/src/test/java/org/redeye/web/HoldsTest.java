package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Dependencies;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;
import org.redeye.api.check.CheckState;
import org.redeye.api.security.Role;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaStatus;
import org.redeye.api.sla.Slas;
import org.redeye.api.sla.StateHistory;

/** Service levels, maintenance, states and dependencies over HTTP. */
class HoldsTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private final Server server = Server.get();
    private final FakeMaintenance maintenance = new FakeMaintenance();

    private static final class FakeMaintenance implements Maintenance {
        final List<Window> windows = new ArrayList<>();

        @Override
        public List<Window> windows(Instant from, Instant to) {
            return windows.stream()
                    .filter(window ->
                            window.until().isAfter(from) && window.from().isBefore(to))
                    .toList();
        }

        @Override
        public Window open(Window window) {
            if (!window.until().isAfter(window.from())) {
                throw new IllegalArgumentException("It would end before it begins.");
            }
            windows.add(new Window("M-1", window.title(), window.match(), window.by(), window.from(), window.until()));
            return windows.get(windows.size() - 1);
        }

        @Override
        public void close(String id, String by) {
            if (id.startsWith("shop/")) {
                throw new IllegalArgumentException(
                        "The window '" + id + "' is declared by a package; change it there.");
            }
            if (!windows.removeIf(window -> window.id().equals(id))) {
                throw new IllegalArgumentException("There is no window of maintenance '" + id + "'.");
            }
        }
    }

    private static final class FakeSlas implements Slas {
        @Override
        public List<SlaStatus> list() {
            return find("shop/slas/shop").stream().toList();
        }

        @Override
        public Optional<SlaStatus> find(String id) {
            return find(id, AT);
        }

        @Override
        public Optional<SlaStatus> find(String id, Instant at) {
            var burn = new SlaDeclaration.Burn(14.4, Duration.ofHours(1), Duration.ofMinutes(5), Severity.CRITICAL);
            var sla = new SlaDeclaration(
                    "shop/slas/shop",
                    "shop",
                    "The shop",
                    List.of("shop/*"),
                    0.999,
                    SlaDeclaration.Span.ROLLING,
                    Duration.ofDays(30),
                    ZoneId.of("UTC"),
                    true,
                    List.of(burn),
                    "");
            return Optional.of(new SlaStatus(
                            sla,
                            at.minus(Duration.ofDays(30)),
                            at,
                            Duration.ofHours(1),
                            Duration.ofMillis(1500),
                            Duration.ofHours(2),
                            Duration.ofHours(3),
                            Double.NaN,
                            Duration.ofSeconds(100),
                            Duration.ofSeconds(-5),
                            List.of(2.5),
                            List.of(new SlaStatus.Outage(at.minusSeconds(2), at, List.of("shop/checks/a"))),
                            "No check fits x."))
                    .filter(status -> id.equals("shop/slas/shop"));
        }
    }

    private static final class FakeDependencies implements Dependencies {
        @Override
        public Blame blame(Condition condition) {
            return Blame.ITSELF;
        }

        @Override
        public List<String> dependents(String packageName, String name) {
            return List.of(packageName + "/under-" + name);
        }

        @Override
        public List<String> findings() {
            return List.of("odd");
        }
    }

    @BeforeEach
    void engines() {
        server.register(Slas.class, new FakeSlas());
        server.register(Maintenance.class, maintenance);
        server.register(Dependencies.class, new FakeDependencies());
        server.register(
                StateHistory.class, (check, from, to) -> List.of(new StateHistory.Stretch(CheckState.OK, from, to)));
        Server.await(
                "the engines to be there",
                () -> server.send(server.as(Role.VIEWER, "/api/v1/slas")).statusCode() == 200
                        && server.send(server.as(Role.VIEWER, "/api/v1/maintenance"))
                                        .statusCode()
                                == 200
                        && server.send(server.as(Role.VIEWER, "/api/v1/dependencies/findings"))
                                        .statusCode()
                                == 200
                        && server.send(server.as(Role.VIEWER, "/api/v1/states?check=a"))
                                        .statusCode()
                                == 200);
    }

    @AfterEach
    void noEngines() {
        List.of(Slas.class, Maintenance.class, Dependencies.class, StateHistory.class)
                .forEach(server::withdraw);
    }

    @Test
    void serviceLevelsSayHowGoodTheyWere() {
        assertThat(server.json("/api/v1/slas").at("/items/0").toString())
                .isEqualTo(
                        "{\"id\":\"shop/slas/shop\",\"package\":\"shop\",\"title\":\"The shop\",\"checks\":[\"shop/*\"],"
                                + "\"target\":0.999,\"window\":\"30d\",\"from\":1769731200000,\"to\":1772323200000,"
                                + "\"up_seconds\":3600.0,\"down_seconds\":1.5,\"unknown_seconds\":7200.0,"
                                + "\"excluded_seconds\":10800.0,\"availability\":null,\"budget_seconds\":100.0,"
                                + "\"left_seconds\":-5.0,\"burns\":[{\"rate\":14.4,\"now\":2.5,\"over_seconds\":3600.0,"
                                + "\"and_seconds\":300.0,\"severity\":\"critical\"}],\"outages\":[{\"from\":1772323198000,"
                                + "\"until\":1772323200000,\"checks\":[\"shop/checks/a\"]}],\"reason\":\"No check fits x.\"}");
        assertThat(server.json("/api/v1/slas/shop%2Fslas%2Fshop?at=1000000000")
                        .get("to")
                        .asLong())
                .isEqualTo(1_000_000_000);
        var missing = server.send(server.as(Role.VIEWER, "/api/v1/slas/shop/slas/none"));
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("There is no service level 'shop/slas/none'.");
    }

    @Test
    void maintenanceIsOpenedListedAndClosed() {
        String body =
                "{\"title\":\"Update\",\"match\":{\"host\":\"db*\",\"labels\":{\"tier\":\"gold\"}},\"length_seconds\":60}";
        assertThat(server.send(Role.VIEWER, "POST", "/api/v1/maintenance", body).statusCode())
                .isEqualTo(403);
        var opened = server.send(Role.OPERATOR, "POST", "/api/v1/maintenance", body);
        assertThat(opened.statusCode()).isEqualTo(201);
        JsonNode window = Server.tree(opened.body());
        assertThat(window.get("id").asText()).isEqualTo("M-1");
        assertThat(window.get("by").asText()).isEqualTo("operator");
        assertThat(window.get("until").asLong() - window.get("from").asLong()).isEqualTo(60_000);
        assertThat(window.get("match").toString())
                .isEqualTo("{\"source\":\"\",\"subject\":\"\",\"host\":\"db*\",\"package\":\"\","
                        + "\"severity\":\"info\",\"labels\":{\"tier\":\"gold\"}}");
        assertThat(maintenance.windows.get(0).match())
                .isEqualTo(new Match("", "", "db*", "", Severity.INFO, Map.of("tier", "gold")));
        assertThat(server.json("/api/v1/maintenance").at("/items/0/declared").asBoolean())
                .isFalse();

        assertThat(server.send(Role.OPERATOR, "DELETE", "/api/v1/maintenance/M-1", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.send(Role.OPERATOR, "DELETE", "/api/v1/maintenance/M-1", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(Role.OPERATOR, "DELETE", "/api/v1/maintenance/shop/maintenance/x", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void maintenanceThatCannotBeIsRefusedInWords() {
        assertThat(refused("{\"match\":{\"host\":\"a\"},\"length_seconds\":60}"))
                .contains("'title' is missing.");
        assertThat(refused("{\"title\":\"x\",\"length_seconds\":60}")).contains("'match' is missing.");
        assertThat(refused("{\"title\":\"x\",\"match\":{},\"length_seconds\":60}"))
                .contains("is everything.");
        assertThat(refused("{\"title\":\"x\",\"match\":{\"host\":\"a\"}}")).contains("'until' or by 'length_seconds'");
        assertThat(refused("{\"title\":\"x\",\"match\":{\"host\":\"a\"},\"from\":5,\"until\":5}"))
                .contains("It would end before it begins.");
        assertThat(refused("{\"title\":\"x\",\"match\":{\"severity\":\"bad\"},\"until\":5}"))
                .contains("expected one of info, warning, critical.");
    }

    private String refused(String body) {
        var response = server.send(Role.OPERATOR, "POST", "/api/v1/maintenance", body);
        assertThat(response.statusCode()).isEqualTo(422);
        return Server.tree(response.body()).get("detail").asText();
    }

    @Test
    void statesAndDependenciesAreTold() {
        assertThat(server.json("/api/v1/states?check=shop/checks/a&from=5&to=10")
                        .toString())
                .isEqualTo("{\"items\":[{\"state\":\"ok\",\"from\":5,\"until\":10}]}");
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/states")).body()).contains("'check' is missing");
        assertThat(server.json("/api/v1/dependencies/findings").toString()).isEqualTo("{\"items\":[\"odd\"]}");
        assertThat(server.json("/api/v1/dependencies/lan/router/dependents").toString())
                .isEqualTo("{\"items\":[\"lan/under-router\"]}");
    }
}
