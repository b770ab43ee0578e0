package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;
import org.redeye.api.schema.Position;
import org.redeye.api.section.Item;
import org.redeye.api.security.Role;
import org.redeye.web.fakes.FakeOnCall;

/** Who is on call, over HTTP. */
class OnCallTest {

    private final Server server = Server.get();

    @BeforeEach
    void start() {
        server.register(OnCall.class, new FakeOnCall());
        server.packages.clear();
        server.packages.put("shop", "people: {}\n");
    }

    @AfterEach
    void stop() {
        server.packages.clear();
        server.withdraw(OnCall.class);
    }

    @Test
    void tellsWhoMayBeCalled() {
        JsonNode ann = server.json("/api/v1/people").at("/items/0");
        assertThat(ann.get("package").asText()).isEqualTo("shop");
        assertThat(ann.get("zone").asText()).isEqualTo("Europe/Prague");
        assertThat(ann.at("/contacts/0").toString())
                .isEqualTo("{\"name\":\"phone\",\"channel\":\"hook\",\"to\":\"+420\",\"after_seconds\":120.0,"
                        + "\"severity\":\"warning\",\"quiet\":[\"sat 22:00-24:00\"],\"loud\":\"critical\"}");
    }

    @Test
    void tellsWhoHoldsEachRole() {
        JsonNode role = server.json("/api/v1/roles").at("/items/0");
        assertThat(role.at("/steps").toString())
                .isEqualTo("[{\"role\":\"ops\",\"person\":\"\",\"after_seconds\":600.0}]");
        assertThat(role.at("/repeat_seconds").asDouble()).isEqualTo(1800);
        assertThat(role.at("/holder/people/0/name").asText()).isEqualTo("ann");
        JsonNode now = server.json("/api/v1/oncall?at=1000000").at("/items/0");
        assertThat(now.at("/role").asText()).isEqualTo("dba");
        assertThat(now.at("/title").asText()).isEqualTo("DBA");
        assertThat(now.at("/people/0/name").asText()).isEqualTo("ann");
        assertThat(now.at("/because").asText()).isEqualTo("It is her turn.");
        assertThat(now.at("/until").asLong()).isEqualTo(4_600_000);
        assertThat(status("/api/v1/oncall?at=soon")).isEqualTo(400);
    }

    @Test
    void tellsLayersShiftsAndShares() {
        assertThat(server.json("/api/v1/schedules").at("/items/0/layers/0").toString())
                .isEqualTo(
                        "{\"name\":\"base\",\"people\":[\"ann\",\"bob\"],\"turns\":[{\"person\":\"bob\","
                                + "\"from\":\"2026-06-01T09:00\"}],\"unit\":\"weekdays\",\"length\":1,"
                                + "\"start\":\"2026-01-05T09:00\",\"days\":\"mon,tue\",\"from\":\"22:00\",\"until\":\"06:00\"}");
        JsonNode shifts = server.json("/api/v1/schedules/week/shifts?from=0&to=86400000");
        assertThat(shifts.at("/items/0/person").asText()).isEqualTo("ann");
        assertThat(shifts.at("/items/0/title").asText()).startsWith("Ann; ");
        assertThat(shifts.at("/items/0/until").asLong()).isEqualTo(43_200_000);
        assertThat(shifts.at("/items/1/person").asText()).isEmpty();
        assertThat(server.json("/api/v1/schedules/shop%2Fweek/shifts").at("/items"))
                .hasSize(2);
        assertThat(server.json("/api/v1/schedules/week/shares?from=0&to=86400000")
                        .at("/items/0")
                        .toString())
                .endsWith("\"shifts\":1,\"total_seconds\":86400.0,\"night_seconds\":28800.0,"
                        + "\"weekend_seconds\":172800.0}");
    }

    @Test
    void refusesWhatCannotBeAsked() {
        assertThat(status("/api/v1/schedules/weak/shifts")).isEqualTo(404);
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/schedules/weak/shifts"))
                        .body())
                .contains("There is no schedule 'weak'. Did you mean 'week'?");
        assertThat(status("/api/v1/schedules/week/shifts?from=2&to=1")).isEqualTo(400);
        assertThat(status("/api/v1/schedules/week/shifts?from=0&to=999999999999"))
                .isEqualTo(400);
        assertThat(server.get("/api/v1/oncall").statusCode()).isEqualTo(401);
        server.withdraw(OnCall.class);
        assertThat(status("/api/v1/oncall")).isEqualTo(503);
        server.register(OnCall.class, new FakeOnCall());
    }

    @Test
    void tellsFindings() {
        assertThat(server.json("/api/v1/oncall/findings?from=1&to=2")
                        .at("/items")
                        .toString())
                .isEqualTo("[{\"subject\":\"shop/schedules/week\",\"from\":1,\"until\":2,\"text\":\"A gap.\"},"
                        + "{\"subject\":\"shop/roles/dba\",\"text\":\"Nobody.\"}]");
    }

    @Test
    void feedsCalendarsThatOthersCanRead() {
        HttpResponse<String> response = server.send(server.as(Role.VIEWER, "/api/v1/schedules/week.ics"));
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(response.body().split("\r\n"))
                .allMatch(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 75)
                .noneMatch(line -> line.contains("\n") || line.contains("\r"));
        ICalendar calendar = Biweekly.parse(response.body()).first();
        assertThat(calendar.validate(biweekly.ICalVersion.V2_0).getWarnings()).isEmpty();
        assertThat(calendar.getEvents()).as("gaps are no events").hasSize(1);
        VEvent event = calendar.getEvents().get(0);
        assertThat(event.getSummary().getValue()).isEqualTo("Ann; Miller, \\ née Ďáblová");
        assertThat(event.getDescription().getValue().replace("\r\n", "\n")).isEqualTo("Because:\n" + "ž".repeat(100));
        Instant from = event.getDateStart().getValue().toInstant();
        assertThat(from)
                .isBetween(
                        Instant.now().minusSeconds(32 * 86_400), Instant.now().minusSeconds(30 * 86_400));
        assertThat(event.getDateEnd().getValue().toInstant()).isAfter(from);

        ICalendar own = Biweekly.parse(server.send(server.as(Role.VIEWER, "/api/v1/people/ann.ics"))
                        .body())
                .first();
        assertThat(own.getEvents()).hasSize(1);
        assertThat(own.getEvents().get(0).getSummary().getValue()).isEqualTo("Week");
        assertThat(Biweekly.parse(server.send(server.as(Role.VIEWER, "/api/v1/people/bob.ics"))
                                .body())
                        .first()
                        .getEvents())
                .isEmpty();
        assertThat(status("/api/v1/people/eve.ics")).isEqualTo(404);
    }

    @Test
    void calendarsAskForNameAndPasswordAndTakeAToken() {
        HttpResponse<String> nobody = server.get("/api/v1/schedules/week.ics");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
        HttpResponse<String> made =
                server.send(Role.OPERATOR, "POST", "/api/v1/tokens", "{\"name\":\"calendar\",\"role\":\"viewer\"}");
        String token = Server.tree(made.body()).at("/token").asText();
        assertThat(token).startsWith("rem_");
        assertThat(server.send(server.to("/api/v1/schedules/week.ics")
                                .header("Authorization", Server.basic("operator", token)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.to("/api/v1/schedules/week.ics")
                                .header("Authorization", Server.basic("admin", token)))
                        .statusCode())
                .as("somebody else's token")
                .isEqualTo(401);
    }

    @Test
    void writesAnOverrideAsLines() {
        HttpResponse<String> made = post("\"dry_run\":false");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Server.tree(made.body()).at("/added/0").asText())
                .isEqualTo("shop/overrides/swaps/bob-for-ann-2026-12-24");
        assertThat(server.packages.inserted)
                .isEqualTo(Map.of(
                        "schedule",
                        "week",
                        "person",
                        "bob",
                        "instead",
                        "ann",
                        "from",
                        "2026-12-24T09:00+01:00",
                        "until",
                        "2026-12-25T09:00+01:00",
                        "reason",
                        "Christmas"));
        assertThat(server.packages.changed.author()).isEqualTo("editor");
        assertThat(server.packages.changed.why()).isEqualTo("Christmas");
    }

    @Test
    void takesANameThatIsFree() {
        server.packages.items("shop", item("bob-for-ann-2026-12-24"), item("bob-for-ann-2026-12-24-2"));
        assertThat(Server.tree(post("\"dry_run\":false").body()).at("/added/0").asText())
                .isEqualTo("shop/overrides/swaps/bob-for-ann-2026-12-24-3");
    }

    @Test
    void triesAnOverrideOut() {
        server.packages.inserted = Map.of();
        HttpResponse<String> tried = post("\"dry_run\":true");
        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(Server.tree(tried.body()).at("/added")).hasSize(1);
        assertThat(Server.tree(tried.body()).has("lines")).isTrue();
        assertThat(server.packages.inserted).isEmpty();
        assertThat(server.packages.edited).hasSize(1).first().isInstanceOfSatisfying(Edit.InsertEntry.class, edit -> {
            assertThat(List.<Object>copyOf(edit.into())).isEqualTo(List.of("overrides", "swaps"));
            assertThat(edit.key()).isEqualTo("bob-for-ann-2026-12-24");
            assertThat(edit.place()).isEqualTo(Place.last());
        });
    }

    @Test
    void refusesAnOverrideThatCannotBe() {
        assertThat(server.send(Role.OPERATOR, "POST", "/api/v1/overrides", "{\"package\":\"shop\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(
                                Role.EDITOR,
                                "POST",
                                "/api/v1/overrides",
                                "{\"package\":\"none\",\"from\":1,\"until\":2}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(
                                Role.EDITOR,
                                "POST",
                                "/api/v1/overrides",
                                "{\"package\":\"shop\",\"from\":2,\"until\":1}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void takesAnOverrideAway() {
        HttpResponse<String> gone =
                server.send(server.as(Role.EDITOR, "/api/v1/overrides/shop/overrides/swaps/a?why=changed")
                        .DELETE());
        assertThat(Server.tree(gone.body()).at("/removed/0").asText()).isEqualTo("shop/overrides/swaps/a");
        assertThat(server.packages.changed.why()).isEqualTo("changed");
        assertThat(server.send(server.as(Role.EDITOR, "/api/v1/overrides/shop%2Foverrides%2Fswaps%2Fa")
                                .DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.as(Role.EDITOR, "/api/v1/overrides/shop/hosts/swaps/a")
                                .DELETE())
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> post(String more) {
        Instant from = Instant.parse("2026-12-24T08:00:00Z");
        return server.send(
                Role.EDITOR,
                "POST",
                "/api/v1/overrides",
                "{\"package\":\"shop\",\"schedule\":\"week\",\"person\":\"bob\",\"instead\":\"ann\",\"from\":"
                        + from.toEpochMilli() + ",\"until\":"
                        + from.plusSeconds(86_400).toEpochMilli() + ",\"reason\":\"Christmas\"," + more + "}");
    }

    private int status(String path) {
        return server.send(server.as(Role.VIEWER, path)).statusCode();
    }

    private static Item item(String key) {
        return new Item(
                "shop",
                "overrides",
                List.of("swaps", key),
                Map.of(),
                Map.of(),
                Map.of(),
                new Position("shop.yaml", 1, 1),
                Map.of());
    }
}
