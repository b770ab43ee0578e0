package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.security.Role;

/** {@code /api/v1/series}. */
class SeriesTest {

    private static final long FROM = 1_800_000_000_000L;

    private final Server server = Server.get();

    @BeforeEach
    void someSeries() {
        server.series.clear();
        server.series.put("sys/checks/a", "total_seconds", "", FROM, 1, Double.NaN, 0.5, 0);
        server.series.put("sys/checks/disk", "used_bytes", "/data", FROM, 7);
        server.series.put("sys/checks/new", "x", "", FROM);
    }

    @Test
    void findsByGlobs() {
        JsonNode found = server.json("/api/v1/series?match=sys/checks/a:*&match=*used*");

        assertThat(found.at("/items/0/id").asText()).isEqualTo("sys/checks/a:total_seconds");
        assertThat(found.at("/items/0/last/value").asDouble()).isZero();
        assertThat(found.at("/items/0/last/at").asLong()).isEqualTo(FROM + 3000);
        assertThat(found.at("/items/0/ended").isNull()).isTrue();
        assertThat(found.at("/items/0/step").asDouble()).isEqualTo(1);
        assertThat(found.at("/items/1/item").asText()).isEqualTo("/data");
        assertThat(found.get("items")).hasSize(2);
    }

    @Test
    void aSeriesWithoutSampleHasNoLast() {
        assertThat(server.json("/api/v1/series?match=*new*").at("/items/0/last").isNull())
                .isTrue();
    }

    @Test
    void goesOnAfterTheLastOneSeen() {
        JsonNode first = server.json("/api/v1/series?limit=1");
        assertThat(first.at("/items/0/id").asText()).isEqualTo("sys/checks/a:total_seconds");
        JsonNode rest = server.json("/api/v1/series?after=" + first.get("next").asText());
        assertThat(rest.get("items")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sys%2Fchecks%2Fa%3Atotal_seconds", "sys/checks/a:total_seconds"})
    void aGapIsNullAndZeroIsZero(String id) {
        JsonNode points = server.json("/api/v1/series/" + id + "/points?from=" + FROM + "&to=" + (FROM + 5000));

        assertThat(points.toString())
                .isEqualTo("{\"id\":\"sys/checks/a:total_seconds\",\"unit\":\"s\",\"step\":1000,\"points\":["
                        + "[" + FROM + ",1],[" + (FROM + 1000) + ",null],[" + (FROM + 2000) + ",0.5],["
                        + (FROM + 3000) + ",0],[" + (FROM + 4000) + ",null]]}");
    }

    @Test
    void anItemMayHaveSlashesAndBrackets() {
        JsonNode points = server.json("/api/v1/series/sys%2Fchecks%2Fdisk%3Aused_bytes%5B%2Fdata%5D/points?from=" + FROM
                + "&to=" + (FROM + 1000));

        assertThat(points.at("/points/0/1").asDouble()).isEqualTo(7);
    }

    @Test
    void takesStepAndConsolidation() {
        server.json("/api/v1/series/sys/checks/a:total_seconds/points?from=" + FROM + "&to=" + (FROM + 60_000)
                + "&step=10s&consolidation=max");
        assertThat(server.series.lastRead).isEqualTo(FROM + " " + (FROM + 60_000) + " 10000 MAX");
        server.json("/api/v1/series/sys/checks/a:total_seconds/points?to=" + FROM + "&step=500");
        assertThat(server.series.lastRead).isEqualTo(FROM - 3_600_000 + " " + FROM + " 500 AVERAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=5&to=5", "from=x", "to=-1", "step=0", "step=0.1ms", "step=10y", "consolidation=sum"})
    void refusesWhatCannotBe(String query) {
        HttpResponse<String> response =
                server.send(server.as(Role.VIEWER, "/api/v1/series/sys/checks/a:total_seconds/points?" + query));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Server.tree(response.body()).get("detail").asText()).isNotEmpty();
    }

    @Test
    void aSeriesThatIsNotThereIs404() {
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/series/none/points"))
                        .statusCode())
                .isEqualTo(404);
    }
}
