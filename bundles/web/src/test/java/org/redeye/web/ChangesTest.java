package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.web.fakes.FakeChanges;

/** Changes that wait for a second person. */
class ChangesTest {

    private static final String CHANGES = "/api/v1/changes";

    private final Server server = Server.get();

    @BeforeEach
    void someWait() {
        server.packages.clear();
        server.changes.ended.clear();
        server.changes.waiting.clear();
        server.changes.waiting.add(FakeChanges.change("0a0a0a0a", "shop"));
        server.changes.waiting.add(FakeChanges.change("0b0b0b0b", "lan"));
    }

    @AfterEach
    void noneWaits() {
        server.packages.pending = "";
    }

    private HttpResponse<String> get(Role role, String path) {
        return server.send(server.as(role, path).GET());
    }

    private HttpResponse<String> approve(Role role, String id, String why) {
        return server.send(server.as(role, CHANGES + "/" + id + "/approval")
                .header("Content-Type", "application/json")
                .POST(body("{\"why\": \"" + why + "\"}")));
    }

    @Test
    void tellsWhatWaitsAndWhyWhoAsksMayNotApproveIt() {
        JsonNode all = Server.tree(get(Role.EDITOR, CHANGES).body());
        assertThat(all.get("items")).hasSize(2);
        assertThat(all.at("/items/0"))
                .hasToString("{\"id\":\"0a0a0a0a\",\"name\":\"shop\",\"at\":5,\"author\":\"erin\",\"role\":\"editor\","
                        + "\"message\":\"Add b\",\"why\":\"More\",\"base\":\"e0\",\"files\":[\"shop/b.yaml\"],"
                        + "\"plan\":{\"name\":\"shop\",\"added\":[\"shop/checks/b\"],\"changed\":[],\"removed\":[],"
                        + "\"etag\":\"e2\",\"files\":{\"added\":[],\"changed\":[],\"removed\":[]},\"warnings\":[],"
                        + "\"pending\":\"\"},\"objection\":\"You are no approver; ask an admin.\"}");
        assertThat(Server.tree(get(Role.ADMIN, CHANGES + "?package=lan").body())
                        .at("/items/0/objection")
                        .isNull())
                .isTrue();
        assertThat(Server.tree(get(Role.ADMIN, CHANGES + "/0b0b0b0b").body())
                        .get("diff")
                        .asText())
                .isEqualTo("--- a/lan.yaml\n");
        assertThat(get(Role.ADMIN, CHANGES + "/ffffffff").statusCode()).isEqualTo(404);
        assertThat(get(Role.OPERATOR, CHANGES).statusCode()).isEqualTo(403);
        assertThat(get(Role.OPERATOR, CHANGES + "/0a0a0a0a").statusCode()).isEqualTo(403);
    }

    @Test
    void approves() {
        assertThat(approve(Role.EDITOR, "0a0a0a0a", "").statusCode()).isEqualTo(403);
        HttpResponse<String> late = approve(Role.ADMIN, "0a0a0a0a", "late");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Server.tree(late.body()).get("detail").asText()).isEqualTo("It was changed since.");
        HttpResponse<String> done = approve(Role.ADMIN, "0a0a0a0a", "Right");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.headers().firstValue("ETag")).hasValue("\"e2\"");
        assertThat(server.changes.ended.get(0).why()).isEqualTo("Right");
        assertThat(server.changes.ended.get(0).author()).isEqualTo("admin");
        assertThat(approve(Role.ADMIN, "0a0a0a0a", "").statusCode()).isEqualTo(404);
    }

    @Test
    void rejects() {
        HttpResponse<String> done = server.send(
                server.as(Role.EDITOR, CHANGES + "/0b0b0b0b?why=Too%20much").DELETE());
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(server.changes.ended.get(0).why()).isEqualTo("Too much");
        assertThat(server.send(server.as(Role.OPERATOR, CHANGES + "/0a0a0a0a").DELETE())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void saysBeforehandThatAChangeWouldWait() {
        assertThat(Server.tree(get(Role.EDITOR, "/api/v1/packages/shop/review").body()))
                .hasToString("{\"waits\":\"Your changes of shop wait for approval by an admin.\"}");
        assertThat(Server.tree(get(Role.ADMIN, "/api/v1/packages/shop/review").body()))
                .hasToString("{\"waits\":\"\"}");
    }

    @Test
    void aChangeThatWaitsIsAccepted() {
        server.packages.put("shop", "hosts: {}\n");
        server.packages.pending = "This change waits as 0c0c0c0c for approval by ann.";
        accepted(server.send(server.as(Role.EDITOR, "/api/v1/packages/shop")
                .header("Content-Type", "text/yaml")
                .PUT(body("hosts: {a: {}}\n"))));
        accepted(server.send(server.as(Role.EDITOR, "/api/v1/packages/shop")
                .header("Content-Type", "application/json")
                .PUT(body("{\"text\": \"hosts: {a: {}}\"}"))));
        accepted(server.send(server.as(Role.EDITOR, "/api/v1/packages/shop/items")
                .header("Content-Type", "application/json")
                .POST(body("{\"section\": \"hosts\", \"path\": [\"a\"], \"fields\": {}}"))));
        accepted(server.send(server.as(Role.EDITOR, "/api/v1/packages/shop/items?section=hosts&path=a")
                .DELETE()));
    }

    private static void accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Server.tree(answer.body()).get("pending").asText()).isEqualTo("0c0c0c0c");
        assertThat(Server.tree(answer.body()).at("/warnings/0").asText())
                .isEqualTo("This change waits as 0c0c0c0c for approval by ann.");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }
}
