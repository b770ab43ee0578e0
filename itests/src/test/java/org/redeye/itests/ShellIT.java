package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.itests.Distribution.Result;

/** The shell over SSH, as `bin/rem COMMAND`. */
class ShellIT {

    @TempDir
    private static Path folder;

    private static Distribution rem;

    @BeforeAll
    static void start() {
        rem = Distribution.start(folder.resolve("data"));
        rem.awaitCheck("system_monitor/checks/web/home", "ok", Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        rem.close();
    }

    private static JsonNode items(String... words) {
        Result result = rem.rem(words);
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode json = result.json();
        return json.has("items") ? json.get("items") : json;
    }

    @Test
    void listsPluginsPackagesChecksAndSeries() {
        assertThat(items("plugin-list", "--json").findValuesAsText("id"))
                .contains("ping", "http", "tcp", "system", "duration", "chart");
        assertThat(items("rem:package-list", "--json").findValuesAsText("name")).contains("system_monitor");
        assertThat(items("check-list", "--json").findValuesAsText("id")).contains("system_monitor/checks/web/home");
        assertThat(items("series-list", "--json").findValuesAsText("id"))
                .contains("system_monitor/checks/web/home:total_seconds");
        assertThat(rem.rem("check-list").out())
                .contains("system_monitor/checks/web/home")
                .contains("ok");
    }

    @Test
    void runsACheckAndReadsASeries() {
        JsonNode run =
                rem.rem("check-run", "system_monitor/checks/web/home", "--json").json();
        assertThat(run.get("status").asText()).isEqualTo("ok");
        JsonNode series = rem.rem("series-read", "system_monitor/checks/web/home:total_seconds", "--json")
                .json();
        assertThat(series.get("unit").asText()).isEqualTo("s");
        assertThat(series.get("points").size()).isPositive();
    }

    @Test
    void renamesJoinsBacksUpAndRestoresSeries() {
        String id = "system_monitor/checks/web/home:total_seconds";
        Result renamed = rem.rem("series-rename", id, "--check", "past", "--json");
        assertThat(renamed.json().get("id").asText()).as(renamed.err()).isEqualTo("past:total_seconds");
        Distribution.await(
                "the check to go on under its name",
                Duration.ofSeconds(30),
                () -> items("series-list", "--json").findValuesAsText("id").contains(id));
        String backup = rem.rem("series-backup", "--json").json().get("name").asText();
        assertThat(rem.rem("series-join", "past:total_seconds", id).exit()).isZero();
        assertThat(items("series-list", "--json").findValuesAsText("id"))
                .contains(id)
                .doesNotContain("past:total_seconds");
        assertThat(rem.rem("series-restore", backup).out()).contains("Restored: 1 series begun");
        assertThat(rem.rem("series-retire", "past:total_seconds").exit()).isZero();
        assertThat(items("series-list", "--json").findValuesAsText("id")).doesNotContain("past:total_seconds");
        Result none = rem.rem("series-join", "past:none", id);
        assertThat(none.exit()).isNotZero();
        assertThat(none.err()).contains("there is no series 'past:none'");
    }

    @Test
    void validatesPlansAndAppliesAFile() throws IOException {
        Path file = folder.resolve("extra.yaml");
        Files.writeString(file, "hosts:\n  a:\n    b: {adress: c}\n");
        Result invalid = rem.rem("package-validate", file.toString());
        assertThat(invalid.exit()).isNotZero();
        assertThat(invalid.out() + invalid.err()).contains("extra.yaml:3:").contains("address");
        Files.writeString(file, "checks:\n  a:\n    b: {probe: tcp, port: 1, every: 1h}\n");
        assertThat(rem.rem("package-validate", file.toString()).exit()).isZero();
        Result plan = rem.rem("package-apply", file.toString(), "--dry-run", "--json");
        assertThat(plan.json().get("added").get(0).asText()).isEqualTo("extra/checks/a/b");
        assertThat(rem.packageFile("extra")).doesNotExist();
        assertThat(rem.rem("package-apply", file.toString()).exit()).isZero();
        assertThat(rem.check("extra/checks/a/b")).isPresent();
    }

    @Test
    void aFailingCommandSaysWhyAndDoesNotEndWithZero() {
        Result run = rem.rem("check-run", "system_monitor/checks/web/hmoe");
        assertThat(run.exit()).isNotZero();
        assertThat(run.err() + run.out())
                .contains("system_monitor/checks/web/hmoe")
                .doesNotContain("\tat ");
        assertThat(rem.rem("no-such-command").exit()).isNotZero();
    }
}
