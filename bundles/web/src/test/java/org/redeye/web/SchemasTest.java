package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;

/** Trust in packages, runs of their sections, and where instances differ from their spec. */
class SchemasTest {

    private final Server server = Server.get();

    @BeforeEach
    void aPackage() {
        server.packages.clear();
        server.packages.put("sys", "hosts: {}\n");
        server.schemas.trusted.clear();
    }

    @AfterEach
    void clear() {
        server.packages.clear();
        server.schemas.trusted.clear();
    }

    private HttpResponse<String> post(Role role, String path) {
        return server.send(server.as(role, "/api/v1/packages/" + path).POST(body("")));
    }

    @Test
    void onlyAnAdminTrusts() {
        String path = "/api/v1/packages/sys/trust";
        assertThat(server.send(server.as(Role.EDITOR, path).PUT(body(""))).statusCode())
                .isEqualTo(403);
        assertThat(server.schemas.trusted).isEmpty();
        assertThat(server.send(server.as(Role.ADMIN, path).PUT(body(""))).statusCode())
                .isEqualTo(204);
        assertThat(server.schemas.trusted).containsExactly("sys");
        assertThat(server.send(server.as(Role.EDITOR, path).DELETE()).statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.as(Role.ADMIN, path).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(server.schemas.trusted).isEmpty();
        assertThat(server.send(server.as(Role.ADMIN, "/api/v1/packages/none/trust")
                                .PUT(body("")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPackageTellsWhetherItIsTrusted() {
        JsonNode sys = server.json("/api/v1/packages").at("/items/0");
        assertThat(sys.get("trusted").asBoolean()).isFalse();
        assertThat(sys.get("scripts")).isEmpty();
    }

    @Test
    void aDryRunIsATreeWithTheDataOfEachStep() {
        HttpResponse<String> dry = post(Role.OPERATOR, "sys/runs?section=plans&dry-run=true");
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(dry.body())
                .isEqualTo("{\"package\":\"sys\",\"section\":\"plans\",\"dry_run\":true,\"ok\":true,"
                        + "\"took_seconds\":2.0,\"steps\":[{\"name\":\"all\",\"id\":\"plans/all\",\"program\":null,"
                        + "\"input\":null,\"state\":\"group\",\"output\":null,\"message\":\"\",\"took_seconds\":0.0,"
                        + "\"steps\":[{\"name\":\"one\",\"id\":\"plans/all/one\",\"program\":\"scripts/a.py\","
                        + "\"input\":{\"fields\":{\"a\":1}},\"state\":\"planned\",\"output\":null,\"message\":\"\","
                        + "\"took_seconds\":1.5,\"steps\":[]}]}]}");
    }

    @Test
    void anOperatorRunsWhatIsTrusted() {
        assertThat(post(Role.VIEWER, "sys/runs?section=plans").statusCode()).isEqualTo(403);
        HttpResponse<String> refused = post(Role.OPERATOR, "sys/runs?section=plans");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("once an admin trusts the package");
        server.schemas.trust("sys");
        JsonNode run = Server.tree(post(Role.OPERATOR, "sys/runs?section=plans").body());
        assertThat(run.at("/steps/0/steps/0/state").asText()).isEqualTo("ok");
        assertThat(run.at("/steps/0/steps/0/output/0").asBoolean()).isTrue();
        assertThat(server.schemas.by).isEqualTo("operator");
        assertThat(post(Role.OPERATOR, "sys/runs?section=none").statusCode()).isEqualTo(404);
        assertThat(post(Role.OPERATOR, "sys/runs").statusCode()).isEqualTo(422);
    }

    @Test
    void differencesFromTheSpecAreATable() {
        assertThat(server.json("/api/v1/packages/sys/differences")
                        .at("/items/0")
                        .toString())
                .isEqualTo("{\"item\":\"south\",\"field\":\"size\",\"spec\":\"2\",\"own\":\"3\","
                        + "\"file\":\"sys.yaml\",\"line\":7,\"column\":14}");
    }
}
