package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;
import org.redeye.api.site.Route;
import org.redeye.api.site.Routes;

/** What packages serve over HTTP, as a list. */
class RoutesTest {

    private final Server server = Server.get();

    @Test
    void routesAreListedWithTheirOwnerAndWhatBecameOfThem() {
        var page = new Route(
                Route.Kind.PAGE,
                "shop/http pages/a",
                "shop",
                "a",
                Audience.of(Role.EDITOR),
                3,
                1,
                Duration.ofMillis(20));
        var files =
                new Route(Route.Kind.STATIC, "shop/http static/s", "shop", "s/", Audience.ANYBODY, 0, 0, Duration.ZERO);
        server.register(Routes.class, () -> List.of(page, files));
        Server.await(
                "the engine to be there",
                () -> server.send(server.as(Role.VIEWER, "/api/v1/routes")).statusCode() == 200);
        JsonNode items = server.json("/api/v1/routes").get("items");
        server.withdraw(Routes.class);

        assertThat(items.get(0).toString())
                .isEqualTo("{\"kind\":\"page\",\"package\":\"shop\",\"path\":\"/site/shop/a\","
                        + "\"id\":\"shop/http pages/a\",\"audience\":\"editor\",\"calls\":3,\"errors\":1,"
                        + "\"seconds\":0.02}");
        assertThat(items.get(1).get("audience").asText()).isEqualTo("public");
    }

    @Test
    void withoutTheEngineTheAnswerSaysSo() {
        var response = server.send(server.as(Role.VIEWER, "/api/v1/routes"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("The engine of sites is not running");
    }
}
