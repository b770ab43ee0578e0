package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.testkit.store.MemorySeriesStore;

/** {@code /api/v1/series-store}. */
class SeriesStoreTest {

    private static final String STORE = "/api/v1/series-store";

    private final Server server = Server.get();
    private final MemorySeriesStore store = new MemorySeriesStore();

    @BeforeEach
    void someSeries() {
        server.series.clear();
        for (String check : List.of("old", "new")) {
            var key = new SeriesKey(check, "m", "", "s", "node1", Duration.ofSeconds(1));
            store.append(List.of(new Sample(key, 1_000, check.equals("old") ? 1 : 2)));
            server.series.put(check, "m", "", 1_000, 1);
        }
        server.register(SeriesUpkeep.class, store);
    }

    @AfterEach
    void withdraw() {
        server.withdraw(SeriesUpkeep.class);
    }

    private List<String> ids() {
        return store.find("*", "", 10).stream().map(SeriesInfo::id).toList();
    }

    private HttpResponse<String> post(Role role, String path, String json) throws Exception {
        return server.send(role, "POST", STORE + path, json);
    }

    @Test
    void renamesWhatIsNamedAndLeavesTheRest() throws Exception {
        HttpResponse<String> answer = post(Role.OPERATOR, "/rename", "{\"id\":\"old:m\",\"check\":\"other\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Server.tree(answer.body()).get("id").asText()).isEqualTo("other:m");
        assertThat(ids()).containsExactly("new:m", "other:m");
    }

    @Test
    void aNameThatIsTakenIsAConflictAndAnUnknownSeriesIsNotFound() throws Exception {
        HttpResponse<String> taken = post(Role.OPERATOR, "/rename", "{\"id\":\"old:m\",\"check\":\"new\"}");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(Server.tree(taken.body()).get("detail").asText()).contains("'new:m' already");
        HttpResponse<String> none = post(Role.OPERATOR, "/rename", "{\"id\":\"none:m\",\"check\":\"x\"}");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(Server.tree(none.body()).get("detail").asText()).isEqualTo("There is no series 'none:m'.");
        assertThat(post(Role.OPERATOR, "/rename", "{}").statusCode()).isEqualTo(422);
        assertThat(post(Role.ADMIN, "/join", "{\"id\":\"old:m\",\"into\":\"old:m\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(ids()).containsExactly("new:m", "old:m");
    }

    @Test
    void joins() throws Exception {
        assertThat(post(Role.ADMIN, "/join", "{\"id\":\"old:m\",\"into\":\"new:m\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ids()).containsExactly("new:m");
    }

    @Test
    void retiresAndTakesThatBack() throws Exception {
        assertThat(post(Role.OPERATOR, "/retire", "{\"id\":\"old:m\"}").statusCode())
                .isEqualTo(200);
        assertThat(ids()).containsExactly("new:m");
        assertThat(server.json(STORE).at("/retired/0/id").asText()).isEqualTo("old:m");
        post(Role.OPERATOR, "/retire", "{\"id\":\"old:m\",\"undo\":true}");
        assertThat(ids()).containsExactly("new:m", "old:m");
    }

    @Test
    void writesBackupsAndRestoresThem() throws Exception {
        HttpResponse<String> written = post(Role.OPERATOR, "/backups", "");
        assertThat(written.statusCode()).isEqualTo(201);
        String name = Server.tree(written.body()).get("name").asText();
        store.remove("old:m");

        HttpResponse<String> restored = post(Role.ADMIN, "/backups/" + name + "/restore", "");

        assertThat(restored.body()).isEqualTo("{\"begun\":1,\"filled\":1}");
        assertThat(ids()).containsExactly("new:m", "old:m");
        assertThat(post(Role.ADMIN, "/backups/none/restore", "").statusCode()).isEqualTo(404);
    }

    @Test
    void showsTheRoomThatSeriesTake() {
        JsonNode use = server.json(STORE);
        assertThat(use.get("series").asInt()).isEqualTo(2);
        assertThat(use.get("bytes").asLong()).isPositive();
        assertThat(use.get("free").isNull()).isTrue();
        assertThat(use.get("backups")).isEmpty();
    }

    @Test
    void eachTakesItsRole() throws Exception {
        assertThat(post(Role.VIEWER, "/rename", "{\"id\":\"old:m\",\"check\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(Role.VIEWER, "/retire", "{\"id\":\"old:m\"}").statusCode())
                .isEqualTo(403);
        assertThat(post(Role.VIEWER, "/backups", "").statusCode()).isEqualTo(403);
        assertThat(post(Role.EDITOR, "/join", "{\"id\":\"old:m\",\"into\":\"new:m\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(Role.EDITOR, "/backups/x/restore", "").statusCode()).isEqualTo(403);
        assertThat(ids()).containsExactly("new:m", "old:m");
    }

    @Test
    void withoutTheEngineItSaysSo() throws Exception {
        server.withdraw(SeriesUpkeep.class);
        assertThat(post(Role.OPERATOR, "/backups", "").statusCode()).isEqualTo(503);
        server.register(SeriesUpkeep.class, store);
    }
}
