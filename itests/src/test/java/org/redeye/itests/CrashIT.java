package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle, and what is there afterwards. */
@Tag("long")
class CrashIT {

    private static final String SERIES = "fast/checks/a/b:total_seconds";

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterKills() throws IOException {
        try (var rem = Distribution.start(folder.resolve("data"))) {
            rem.putPackage(
                    "fast",
                    "",
                    "checks:\n  a:\n    b: {probe: http, url: \"http://127.0.0.1:" + rem.port()
                            + "/healthz\", every: 1s}\n");
            JsonNode first = rem.awaitCheck("fast/checks/a/b", "ok", Duration.ofSeconds(15));
            String token = Distribution.json(rem.post("/api/v1/tokens", "{\"name\":\"t\",\"role\":\"viewer\"}"))
                    .get("token")
                    .asText();

            samplesSurviveAKill(rem, first);
            userAndTokenSurvived(rem, token);

            Files.writeString(rem.packageFile("fast"), "checks: [");
            samplesSurviveAKill(rem, first);
            assertThat(rem.get("/api/v1/packages").get("items").findValuesAsText("state"))
                    .as("the last good version runs after a start with a broken file")
                    .contains("refused");
        }
    }

    private static void samplesSurviveAKill(Distribution rem, JsonNode first) {
        long from = System.currentTimeMillis();
        Distribution.await(
                "some samples",
                Duration.ofSeconds(15),
                () -> rem.points(SERIES, from).size() >= 3);
        List<double[]> seen = rem.points(SERIES, from);
        rem.kill();
        rem.run();
        List<double[]> kept = rem.points(SERIES, from);
        for (double[] point : seen) {
            assertThat(kept)
                    .as("a sample that was read before kill -9")
                    .anyMatch(other -> other[0] == point[0] && other[1] == point[1]);
        }
        JsonNode again = rem.awaitCheck("fast/checks/a/b", "ok", Duration.ofSeconds(15));
        assertThat(again.get("since").asLong())
                .as("since when it is ok")
                .isEqualTo(first.get("since").asLong());
    }

    private static void userAndTokenSurvived(Distribution rem, String token) {
        var bearer = rem.request("/api/v1/checks").header("Authorization", "Bearer " + token);
        assertThat(rem.send(bearer).statusCode()).isEqualTo(200);
        var forged = rem.request("/api/v1/checks").header("Authorization", "Bearer " + token + "x");
        assertThat(rem.send(forged).statusCode()).isEqualTo(401);
        var tooMuch = rem.request("/api/v1/packages/x")
                .header("Authorization", "Bearer " + token)
                .DELETE();
        assertThat(rem.send(tooMuch).statusCode()).isEqualTo(403);
        assertThat(rem.get("/api/v1/checks").get("items").size()).isPositive();
    }
}
