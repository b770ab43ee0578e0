package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.packages.Arrival;
import org.redeye.api.security.Role;

/** Units of packages: installed, looked at, taken away. */
class UnitsTest {

    private static final String TEXT = "hosts: {}\n";

    private final Server server = Server.get();

    @BeforeEach
    void noPackages() {
        server.packages.clear();
        server.units.arrivals.clear();
    }

    private HttpResponse<String> install(Role role, String query, String archive) {
        return server.send(server.as(role, "/api/v1/packages" + query)
                .header("Content-Type", "application/zip")
                .POST(body(archive)));
    }

    @Test
    void installsAnArchiveAfterSayingWhatThatDoes() {
        HttpResponse<String> dry = install(Role.EDITOR, "?dry-run=true", TEXT);
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
        assertThat(Server.tree(dry.body()).get("signed_by").asText()).isEqualTo("release");
        assertThat(server.packages.list()).isEmpty();

        HttpResponse<String> done = install(Role.EDITOR, "?why=New", TEXT);
        assertThat(done.statusCode()).isEqualTo(200);
        JsonNode plan = Server.tree(done.body());
        assertThat(plan.get("before").isNull()).isTrue();
        assertThat(plan.get("signed_by").isNull()).isTrue();
        assertThat(plan.at("/files/added/0").asText()).isEqualTo("shop.yaml");
        assertThat(server.packages.text("shop")).hasValue(TEXT);
        assertThat(server.packages.changed.why()).isEqualTo("New");
        assertThat(server.packages.changed.author()).isEqualTo("editor");
    }

    @Test
    void archivesMayBeLargerThanOtherBodies() {
        assertThat(install(Role.EDITOR, "", TEXT + "# " + "x".repeat(6 << 20)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoUnitAndWhoMayNot() {
        HttpResponse<String> refused = install(Role.EDITOR, "", "wrong");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Server.tree(refused.body()).at("/problems/0/message").asText())
                .isEqualTo("The file a was added after signing.");
        assertThat(Server.tree(refused.body()).at("/problems/0/file").asText()).isEqualTo("archive.zip");
        assertThat(install(Role.OPERATOR, "", TEXT).statusCode()).isEqualTo(403);
        assertThat(server.send(server.as(Role.EDITOR, "/api/v1/packages")
                                .header("Content-Type", "text/yaml")
                                .POST(body(TEXT)))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void tellsHowAUnitStands() {
        server.packages.put("shop", TEXT);
        assertThat(server.json("/api/v1/units").at("/items/0").toString())
                .isEqualTo("{\"name\":\"shop\",\"version\":\"1.0.0\",\"installed\":5,\"source\":\"shop.zip\","
                        + "\"signed_by\":null,"
                        + "\"drift\":{\"added\":[],\"changed\":[\"shop/a.py\"],\"removed\":[]},"
                        + "\"requires\":[{\"kind\":\"package\",\"name\":\"base\",\"range\":\"[1.0.0,2.0.0)\","
                        + "\"there\":\"1.5\",\"met\":true}],\"required_by\":[\"other\"],\"fallback\":[\"base\"]}");
        HttpResponse<String> one =
                server.send(server.as(Role.VIEWER, "/api/v1/packages/shop/unit").header("Accept", "application/json"));
        assertThat(Server.tree(one.body()).get("source").asText()).isEqualTo("shop.zip");
    }

    @Test
    void givesTheArchiveToEditors() {
        server.packages.put("shop", TEXT);
        HttpResponse<String> archive = server.send(server.as(Role.EDITOR, "/api/v1/packages/shop/unit"));
        assertThat(archive.body()).isEqualTo(TEXT);
        assertThat(archive.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(archive.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"shop.zip\"");
        assertThat(server.send(server.as(Role.OPERATOR, "/api/v1/packages/shop/unit"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.as(Role.EDITOR, "/api/v1/packages/shob/unit"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsWhatARemovalWouldDo() {
        server.packages.put("shop", TEXT);
        HttpResponse<String> dry = server.send(
                server.as(Role.EDITOR, "/api/v1/packages/shop?dry-run=true").DELETE());
        assertThat(Server.tree(dry.body()).at("/removed/0").asText()).isEqualTo("shop/checks/old");
        assertThat(server.packages.text("shop")).isPresent();
    }

    @Test
    void tellsWhatArrivedByItself() {
        server.units.arrivals.add(new Arrival("deploy/a.zip", "", "", Instant.ofEpochMilli(7), "It is no archive."));
        assertThat(server.json("/api/v1/units/arrivals").at("/items/0").toString())
                .isEqualTo("{\"source\":\"deploy/a.zip\",\"name\":null,\"version\":null,\"at\":7,"
                        + "\"state\":\"refused\",\"problem\":\"It is no archive.\"}");
    }
}
