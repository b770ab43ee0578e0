package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.Place;
import org.redeye.api.security.Role;

/** {@code /api/v1/packages/{name}/draft} and {@code /api/v1/drafts}. */
class DraftsTest {

    private final Server server = Server.get();

    @BeforeEach
    void nothing() {
        server.packages.clear();
        for (String user : List.of("editor", "admin")) {
            for (JsonNode draft : drafts(user)) {
                server.send(Role.valueOf(user.toUpperCase(java.util.Locale.ROOT)), "DELETE", path(draft), "");
            }
        }
    }

    private static String path(JsonNode draft) {
        return "/api/v1/drafts/" + draft.get("package").asText();
    }

    private JsonNode drafts(String user) {
        return Server.tree(server.send(server.to("/api/v1/drafts")
                                .header("Authorization", Server.basic(user, Server.PASSWORD)))
                        .body())
                .get("items");
    }

    private HttpResponse<String> draft(String json) {
        return server.send(Role.EDITOR, "POST", "/api/v1/packages/sys/draft", json);
    }

    @Test
    void everyEditArrivesAsItWasMeant() {
        HttpResponse<String> response = draft("""
                {"text": "hosts: {}", "at": ["hosts", 1], "edits": [
                  {"op": "set", "path": ["a", 0], "value": "x"},
                  {"op": "set", "path": ["a"], "value": null},
                  {"op": "insert", "into": ["a"], "key": "k", "value": {"n": 1, "l": [true]}, "place": "first"},
                  {"op": "insert", "into": ["a"], "value": "x", "place": {"after": 2}},
                  {"op": "remove", "path": ["a"]},
                  {"op": "rename", "path": ["a"], "key": "b"},
                  {"op": "move", "path": ["a"], "into": [], "place": {"before": "c"}},
                  {"op": "paste", "into": ["a"], "text": "k: v"}]}""");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(server.packages.edited)
                .containsExactly(
                        new Edit.Set(List.of("a", 0), "x"),
                        new Edit.Set(List.of("a"), Optional.empty()),
                        new Edit.InsertEntry(List.of("a"), "k", Map.of("n", "1", "l", List.of("true")), Place.first()),
                        new Edit.InsertItem(List.of("a"), "x", Place.after(2)),
                        new Edit.Remove(List.of("a")),
                        new Edit.Rename(List.of("a"), "b"),
                        new Edit.Move(List.of("a"), List.of(), Place.before("c")),
                        new Edit.Paste(List.of("a"), "k: v", Place.last()));
        assertThat(server.packages.looked).isEqualTo(List.of("hosts", 1));
    }

    @Test
    void importedFilesGoAlongWithDraftAndSave() {
        String files = "{\"sys/hosts.yaml\": {\"text\": \"lan: {}\", \"etag\": \"e1\"}}";
        JsonNode json = Server.tree(draft("{\"text\": \"hosts: {}\", \"edits\": [], \"files\": " + files + "}")
                .body());
        assertThat(json.at("/files/sys~1hosts.yaml/text").asText()).isEqualTo("lan: {}");
        assertThat(json.at("/files/sys~1hosts.yaml/before").asText()).isEqualTo("before");
        assertThat(json.at("/files/sys~1hosts.yaml/etag").asText()).isEqualTo("e1");
        HttpResponse<String> saved = server.send(
                Role.EDITOR, "PUT", "/api/v1/packages/sys", "{\"text\": \"hosts: {}\", \"files\": " + files + "}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(server.packages.given).containsEntry("sys/hosts.yaml", new FileText("lan: {}", "e1"));
        server.send(Role.EDITOR, "PUT", "/api/v1/drafts/sys", "{\"text\": \"x: 1\", \"files\": " + files + "}");
        HttpResponse<String> kept = server.send(Role.EDITOR, "GET", "/api/v1/drafts/sys", "");
        assertThat(Server.tree(kept.body()).at("/files/sys~1hosts.yaml/etag").asText())
                .isEqualTo("e1");
        HttpResponse<String> wrong =
                draft("{\"text\": \"hosts: {}\", \"files\": {\"sys/hosts.yaml\": {\"etag\": \"e\"}}}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("'text' is missing of the file 'sys/hosts.yaml'.");
    }

    @Test
    void tellsWhatTheTextWouldBe() {
        JsonNode json = Server.tree(draft("{\"text\": \"hosts: {}\", \"at\": [\"hosts\"], \"edits\": []}")
                .body());

        assertThat(json.at("/text").asText()).isEqualTo("hosts: {}");
        assertThat(json.at("/outline/0/key").asText()).isEqualTo("hosts");
        assertThat(json.at("/outline/0/role").asText()).isEqualTo("section");
        assertThat(json.at("/outline/0/to").asInt()).isEqualTo(9);
        assertThat(json.at("/at/raw/a").asText()).isEqualTo("1");
        assertThat(json.at("/at/inherited/group").asText()).isEqualTo("local");
        assertThat(json.has("schemas")).isFalse();
        assertThat(Server.tree(draft("{\"text\": \"a: b\", \"schemas\": true}").body())
                        .has("schemas"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                              | 422 | 'text' is missing.",
                "{\"text\": \"a\", \"edits\": [{\"op\": \"burn\"}]}            | 422 | 'op' is 'burn'; expected one of set,",
                "{\"text\": \"a\", \"edits\": [{\"op\": \"set\", \"path\": [1.5]}]}    | 422 | 'path' has '1.5'",
                "{\"text\": \"a\", \"edits\": [{\"op\": \"remove\"}]}          | 422 | 'path' is missing in an edit.",
                "{\"text\": \"a\", \"edits\": [null]}                            | 422 | 'edits' has an element that is null.",
                "{\"text\": \"unreadable\"}                                      | 409 | cannot be edited",
            })
    void whatIsWrongIsSaid(String json, int status, String detail) {
        HttpResponse<String> response = draft(json);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Server.tree(response.body()).get("detail").asText()).contains(detail);
    }

    @Test
    void editingTakesTheRoleEditor() {
        String json = "{\"text\": \"a: b\"}";
        assertThat(server.send(Role.OPERATOR, "POST", "/api/v1/packages/sys/draft", json)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(Role.OPERATOR, "PUT", "/api/v1/drafts/sys", json).statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.as(Role.OPERATOR, "/api/v1/drafts")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoMayNotEditLooksAtTheTextInForce() {
        server.packages.put("looked", "hosts: {}");
        String path = "/api/v1/packages/looked/draft";
        HttpResponse<String> looked = server.send(Role.VIEWER, "POST", path, "{\"text\": \"hosts: {}\"}");
        assertThat(looked.statusCode()).as(looked.body()).isEqualTo(200);
        HttpResponse<String> other = server.send(Role.VIEWER, "POST", path, "{\"text\": \"hosts: {a: b}\"}");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("Editing a package takes the role editor");
        String edit = "{\"text\": \"hosts: {}\", \"edits\": [{\"op\": \"remove\", \"path\": [\"hosts\"]}]}";
        assertThat(server.send(Role.VIEWER, "POST", path, edit).statusCode()).isEqualTo(403);
    }

    @Test
    void aDraftIsKeptForItsOwnerAlone() {
        String text = "a: 1\n".repeat(50_000);
        HttpResponse<String> kept = server.send(
                Role.EDITOR,
                "PUT",
                "/api/v1/drafts/sys",
                "{\"text\": \"" + text.replace("\n", "\\n")
                        + "\", \"etag\": \"e1\", \"base\": \"b\", \"at\": [\"a\", 0]}");

        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        JsonNode draft = Server.tree(
                server.send(server.as(Role.EDITOR, "/api/v1/drafts/sys")).body());
        assertThat(draft.get("text").asText()).isEqualTo(text);
        assertThat(draft.get("etag").asText()).isEqualTo("e1");
        assertThat(draft.get("base").asText()).isEqualTo("b");
        assertThat(draft.at("/at/1").asInt()).isZero();
        assertThat(drafts("editor")).hasSize(1);
        assertThat(drafts("editor").get(0).get("size").asInt()).isEqualTo(text.length());
        assertThat(drafts("admin")).isEmpty();
        assertThat(server.send(server.as(Role.ADMIN, "/api/v1/drafts/sys")).statusCode())
                .isEqualTo(404);

        assertThat(server.send(Role.EDITOR, "DELETE", "/api/v1/drafts/sys", "").statusCode())
                .isEqualTo(204);
        assertThat(drafts("editor")).isEmpty();
    }

    @Test
    void nobodyKeepsMoreThanFifty() {
        for (int i = 0; i < 50; i++) {
            assertThat(server.send(Role.EDITOR, "PUT", "/api/v1/drafts/p" + i, "{\"text\": \"a\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> oneMore = server.send(Role.EDITOR, "PUT", "/api/v1/drafts/q", "{\"text\": \"a\"}");
        assertThat(oneMore.statusCode()).isEqualTo(422);
        assertThat(oneMore.body()).contains("You have 50 drafts");
        assertThat(server.send(Role.EDITOR, "PUT", "/api/v1/drafts/p7", "{\"text\": \"b\"}")
                        .statusCode())
                .isEqualTo(200);
    }
}
