package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.packages.Revision;
import org.redeye.api.security.Role;
import org.redeye.web.fakes.FakePackages;

/** History, differences and rollbacks of packages. */
class HistoryTest {

    private static final String TEXT = "hosts: {}\n";
    private static final String OLD = "# ünï\r\nhosts: {}";

    private final Server server = Server.get();

    @BeforeEach
    void aHistory() {
        server.packages.clear();
        server.packages.put("sys", TEXT);
        for (int i = 3; i > 0; i--) {
            server.history.revisions.add(new Revision(
                    "aaaa" + i, Instant.ofEpochMilli(i), "anne", "Change " + i, i == 3 ? "Because" : "", false));
        }
        server.history.texts.put("aaaa1", OLD);
    }

    @AfterEach
    void clear() {
        server.history.revisions.clear();
        server.history.texts.clear();
        server.history.waiting = "";
        server.history.broken = false;
    }

    @Test
    void listsWhoDidWhatWhenAndWhyPageByPage() {
        JsonNode page = server.json("/api/v1/packages/sys/history?limit=2");

        assertThat(page.at("/items/0").toString())
                .isEqualTo("{\"revision\":\"aaaa3\",\"at\":3,\"author\":\"anne\",\"message\":\"Change 3\","
                        + "\"why\":\"Because\",\"removed\":false}");
        assertThat(page.get("next").asText()).isEqualTo("aaaa2");
        assertThat(page.get("waiting").isNull()).isTrue();
        JsonNode rest = server.json("/api/v1/packages/sys/history?after=aaaa2");
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void saysWhyItWaitsOrCannotBeRead() {
        server.history.waiting = "A merge is under way.";
        assertThat(server.json("/api/v1/packages/sys/history").get("waiting").asText())
                .isEqualTo("A merge is under way.");

        server.history.broken = true;
        HttpResponse<String> answer = server.send(server.as(Role.VIEWER, "/api/v1/packages/sys/history"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The history cannot be read: no HEAD.");
    }

    @Test
    void nobodysPackageHasNoHistory() {
        assertThat(status(Role.VIEWER, "none/history")).isEqualTo(404);
        assertThat(status(Role.VIEWER, "sys/history?after=bbbb")).isEqualTo(404);
        assertThat(status(Role.VIEWER, "sys/history?limit=0")).isEqualTo(400);
    }

    @Test
    void oldTextsAndDifferencesAreForEditors() {
        HttpResponse<String> text = server.send(server.as(Role.EDITOR, "/api/v1/packages/sys/history/aaaa1"));
        assertThat(text.body()).isEqualTo(OLD);
        assertThat(text.headers().firstValue("Content-Type")).hasValue("text/yaml;charset=utf-8");
        HttpResponse<String> diff = server.send(server.as(Role.EDITOR, "/api/v1/packages/sys/diff?from=aaaa1"));
        assertThat(diff.body()).isEqualTo("--- aaaa1\n+++ \n");
        assertThat(diff.headers().firstValue("Content-Type")).hasValue("text/x-diff;charset=utf-8");
        assertThat(status(Role.EDITOR, "sys/history/bbbb")).isEqualTo(404);
        assertThat(status(Role.OPERATOR, "sys/history/aaaa1")).isEqualTo(403);
        assertThat(status(Role.OPERATOR, "sys/diff")).isEqualTo(403);
    }

    @Test
    void rollsBackIfNothingWasChangedInBetween() {
        assertThat(rollBack(Role.OPERATOR, "", "{\"revision\":\"aaaa1\"}").statusCode())
                .isEqualTo(403);
        assertThat(rollBack(Role.EDITOR, "", "{}").statusCode()).isEqualTo(422);
        HttpResponse<String> dry = rollBack(Role.EDITOR, "?dry-run=true", "{\"revision\":\"aaaa1\"}");
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(Server.tree(dry.body()).get("added")).hasSize(1);
        assertThat(server.packages.text("sys")).hasValue(TEXT);

        HttpResponse<String> stale = server.send(server.as(Role.EDITOR, "/api/v1/packages/sys/rollbacks")
                .header("Content-Type", "application/json")
                .header("If-Match", "\"0\"")
                .POST(body("{\"revision\":\"aaaa1\"}")));
        assertThat(stale.statusCode()).isEqualTo(412);

        HttpResponse<String> done = rollBack(Role.EDITOR, "", "{\"revision\":\"aaaa1\",\"why\":\"It was better\"}");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.headers().firstValue("ETag")).hasValue("\"" + FakePackages.etag(OLD) + "\"");
        assertThat(server.packages.text("sys")).hasValue(OLD);
        assertThat(server.packages.changed.author()).isEqualTo("editor");
        assertThat(server.packages.changed.why()).isEqualTo("It was better");
    }

    @Test
    void everyChangeNamesItsAuthorAndReason() {
        HttpResponse<String> put =
                server.send(server.as(Role.EDITOR, "/api/v1/packages/sys?why=Gr%C3%B6%C3%9Fer%0Aund%20mehr")
                        .header("Content-Type", "text/yaml")
                        .PUT(body(TEXT + "x: 1\n")));
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(server.packages.changed.why()).isEqualTo("Größer\nund mehr");

        server.send(
                Role.ADMIN,
                "POST",
                "/api/v1/packages/sys/items",
                "{\"section\":\"hosts\",\"path\":[\"a\"],\"why\":\"New\"}");
        assertThat(server.packages.changed.author() + ": " + server.packages.changed.why())
                .isEqualTo("admin: New");
        server.send(server.as(Role.EDITOR, "/api/v1/packages/sys?why=Gone").DELETE());
        assertThat(server.packages.changed.why()).isEqualTo("Gone");
    }

    private int status(Role role, String path) {
        return server.send(server.as(role, "/api/v1/packages/" + path)).statusCode();
    }

    private HttpResponse<String> rollBack(Role role, String query, String json) {
        return server.send(role, "POST", "/api/v1/packages/sys/rollbacks" + query, json);
    }
}
