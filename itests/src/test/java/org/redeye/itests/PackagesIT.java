package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same file edited by hand and through REST, broken and mended. */
@Tag("long")
class PackagesIT {

    private static final String MONITOR = "system_monitor";

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

    private static String text() {
        try {
            return Files.readString(rem.packageFile(MONITOR));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode info(String name) {
        for (JsonNode item : rem.get("/api/v1/packages").get("items")) {
            if (item.get("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("no package " + name);
    }

    @Test
    void aHostAddedInTheConsoleIsOneLineMoreAndSampledWithinOneInterval() {
        String before = text();
        long asked = System.currentTimeMillis();
        HttpResponse<String> added = rem.post(
                "/api/v1/packages/system_monitor/items",
                "{\"section\":\"hosts\",\"path\":[\"lan\",\"loop\"],\"fields\":{\"address\":\"127.0.0.2\"}}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(text().lines().filter(line -> !before.contains(line)).map(String::strip))
                .containsExactly("loop: {address: 127.0.0.2}");
        assertThat(text().replaceFirst("    loop: .*\n", ""))
                .as("everything else stayed")
                .isEqualTo(before);

        String series = "system_monitor/checks/lan/ping@loop:loss_ratio";
        Distribution.await("the first sample", Duration.ofSeconds(12), () -> !rem.points(series, asked - 15_000)
                .isEmpty());
        assertThat(rem.points(series, asked - 15_000).get(0)[1]).isZero();

        HttpResponse<String> deleted =
                rem.delete("/api/v1/packages/system_monitor/items?section=hosts&path=lan%2Floop");
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
        assertThat(text()).isEqualTo(before);
        assertThat(rem.check("system_monitor/checks/lan/ping@loop")).isEmpty();
    }

    @Test
    void aHostAddedWithAnEditorHasTheSameEffect() throws IOException {
        String before = text();
        JsonNode untouched = rem.check("system_monitor/checks/web/home").orElseThrow();
        Files.writeString(
                rem.packageFile(MONITOR),
                before.replace("hosts:\n", "hosts:\n  lan2:\n    hand: {address: 127.0.0.3, checks: [lan/ping]}\n"));
        Distribution.await(
                "the check to be there", Duration.ofSeconds(5), () -> rem.check("system_monitor/checks/lan/ping@hand")
                        .isPresent());
        rem.awaitCheck("system_monitor/checks/lan/ping@hand", "ok", Duration.ofSeconds(12));
        JsonNode after = rem.check("system_monitor/checks/web/home").orElseThrow();
        assertThat(after.get("since")).as("what stands beside is not touched").isEqualTo(untouched.get("since"));
        assertThat(after.get("slots").get("done").asLong())
                .isGreaterThanOrEqualTo(untouched.get("slots").get("done").asLong());
        Files.writeString(rem.packageFile(MONITOR), before);
        Distribution.await(
                "the check to be gone", Duration.ofSeconds(5), () -> rem.check("system_monitor/checks/lan/ping@hand")
                        .isEmpty());
    }

    @Test
    void aBrokenFileIsNamedEverywhereAndTheLastGoodVersionRuns() throws IOException {
        rem.putPackage(
                "broken",
                "",
                "checks:\n  a:\n    b: {probe: http, url: \"http://127.0.0.1:" + rem.port()
                        + "/healthz\", every: 1s}\n");
        rem.awaitCheck("broken/checks/a/b", "ok", Duration.ofSeconds(10));
        Files.writeString(
                rem.packageFile("broken"),
                "checks:\n  a:\n    b: {probe: http, url: \"http://127.0.0.1/healthz\", evry: 1s}\n");
        Distribution.await(
                "the problem to be told",
                Duration.ofSeconds(5),
                () -> info("broken").get("problems").size() > 0);
        JsonNode problem = info("broken").get("problems").get(0);
        assertThat(problem.get("file").asText()).isEqualTo("broken.yaml");
        assertThat(problem.get("line").asInt()).isEqualTo(3);
        assertThat(problem.get("column").asInt()).isEqualTo(55);
        assertThat(problem.get("message").asText()).contains("'evry'");
        assertThat(problem.get("suggestion").asText()).isEqualTo("every");
        assertThat(info("broken").get("state").asText()).isEqualTo("refused");
        assertThat(rem.log()).contains("broken.yaml:3:55: 'evry'").contains("Did you mean 'every'?");
        assertThat(rem.rem("package-list").out()).contains("broken.yaml:3:55");

        long done = rem.check("broken/checks/a/b")
                .orElseThrow()
                .get("slots")
                .get("done")
                .asLong();
        Distribution.await(
                "the last good version to run on",
                Duration.ofSeconds(10),
                () -> rem.check("broken/checks/a/b")
                                .orElseThrow()
                                .get("slots")
                                .get("done")
                                .asLong()
                        > done + 1);
        assertThat(rem.delete("/api/v1/packages/broken").statusCode()).isEqualTo(200);
        assertThat(rem.packageFile("broken")).doesNotExist();
        assertThat(rem.check("broken/checks/a/b")).isEmpty();
    }

    @Test
    void thePlanOfADryRunChangesNothing() {
        String yaml = "checks:\n  a:\n    b: {probe: tcp, port: 80, every: 1h}\n";
        HttpResponse<String> plan = rem.putPackage("dry", "?dry-run=true", yaml);
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
        assertThat(Distribution.json(plan).get("added").get(0).asText()).isEqualTo("dry/checks/a/b");
        assertThat(rem.packageFile("dry")).doesNotExist();
    }

    @Test
    void everyKindOfBadInputIsAnsweredWithItsPlace() {
        var cases = List.of(
                new String[] {"a: [1", "2:1", ""},
                new String[] {"hosts:\n\tlan: 1", "2:1", ""},
                new String[] {"hosts: {}\nhosts: {}", "2:1", ""},
                new String[] {"hots: {}", "1:1", "hosts"},
                new String[] {"hosts: {a: {b: {address: x, adress: c}}}", "1:29", "address"},
                new String[] {"checks: {a: {b: {probe: tcp, port: many}}}", "1:36", ""},
                new String[] {"checks: {a: {b: {probe: tcp, port: 70000}}}", "1:36", ""},
                new String[] {"checks: {a: {b: {probe: htp}}}", "1:25", "http"},
                new String[] {"checks: {a: {b: {probe: tcp, port: 1, every: 5}}}", "1:46", "5s"},
                new String[] {
                    "checks: {a: {b: {probe: http, url: \"http://%(adress)s/\", hosts: \"x/*\"}}}\nhosts: {x: {y: {address: z}}}",
                    "1:36",
                    "address"
                },
                new String[] {"x: &a {b: *a}", "1:4", ""});
        for (String[] one : cases) {
            HttpResponse<String> answer = rem.putPackage("bad", "", one[0] + "\n");
            assertThat(answer.statusCode()).as(one[0] + ": " + answer.body()).isEqualTo(422);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            JsonNode problem = Distribution.json(answer).get("problems").get(0);
            assertThat(problem.get("line").asText() + ":"
                            + problem.get("column").asText())
                    .as(one[0] + ": " + problem)
                    .isEqualTo(one[1]);
            assertThat(problem.get("suggestion").asText())
                    .as(one[0] + ": " + problem)
                    .isEqualTo(one[2]);
            assertThat(problem.get("message").asText()).isNotBlank();
        }
        assertThat(rem.packageFile("bad")).doesNotExist();
    }

    @Test
    void aFileOfTenMegabytesAndAnAliasBombAreRefusedInWords() throws IOException {
        Files.writeString(rem.packageFile("large"), "hosts: {} # " + "x".repeat(10_000_000) + "\n");
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append("*a" + (i - 1) + ", ")
                    .append("*a" + (i - 1) + ", *a0, ".repeat(1))
                    .append(("*a" + (i - 1) + ", ").repeat(8))
                    .append("x]\n");
        }
        Files.writeString(rem.packageFile("bomb"), bomb.toString());
        Distribution.await("both to be refused", Duration.ofSeconds(15), () -> {
            var names = rem.get("/api/v1/packages").get("items").findValuesAsText("name");
            return names.contains("large") && names.contains("bomb");
        });
        assertThat(info("large").get("problems").get(0).get("message").asText()).contains("at most 4194304");
        assertThat(info("bomb").get("problems").get(0).get("message").asText()).contains("nodes");
        assertThat(rem.check("system_monitor/checks/web/home")
                        .orElseThrow()
                        .get("state")
                        .asText())
                .isEqualTo("ok");
        Files.delete(rem.packageFile("large"));
        Files.delete(rem.packageFile("bomb"));
    }

    @Test
    void aFileOfThreeHundredChecksRunsThemAndItsRemovalStopsThemAll() throws IOException {
        var yaml = new StringBuilder("checks:\n  many:\n");
        for (int i = 0; i < 300; i++) {
            yaml.append("    c")
                    .append(i)
                    .append(": {probe: tcp, address: 127.0.0.1, port: ")
                    .append(rem.port())
                    .append(", every: 5s}\n");
        }
        yaml.append("pages:\n  all: {title: All, widgets: {t: {widget: table, checks: \"many/*\"}}}\n");
        Files.writeString(rem.packageFile("many"), yaml);
        Distribution.await("300 checks to run", Duration.ofSeconds(20), () -> running() == 300);
        assertThat(rem.get("/api/v1/pages").toString()).contains("many");

        Files.delete(rem.packageFile("many"));
        Distribution.await("none to be left", Duration.ofSeconds(10), () -> running() == 0);
        assertThat(rem.get("/api/v1/pages").toString()).doesNotContain("many");
        assertThat(rem.get("/api/v1/packages").toString()).doesNotContain("many");
    }

    private static long running() {
        long running = 0;
        for (JsonNode check : rem.get("/api/v1/checks?limit=1000").get("items")) {
            boolean ours = check.get("package").asText().equals("many");
            running += ours && check.get("state").asText().equals("ok") ? 1 : 0;
        }
        return running;
    }

    @Test
    void theJobsOfTheOriginalLoadVerbatimAsASectionOfThePackageItself() {
        String yaml = """
                schema:
                  jobs:
                    # Indexes we keep to reference this data, grouped in layers
                    grouped indexes:
                     - index: group
                       type: text

                     - index: null
                       key field: name

                    edit:
                     field sets:
                       - Job:
                         - name
                         - title
                       - Execution:
                         - script
                         - command
                         - workers

                jobs:
                 tester:
                   tester1:
                    script: /tmp/tester.py
                    name: Tester Script 1
                    title: Tester Script 1
                    command: null
                    workers: 1

                   tester2:
                     script: /tmp/tester.py
                     name: Tester Script 2
                     title: Tester Script 2
                     command: null
                     workers: 1
                """;
        HttpResponse<String> answer = rem.putPackage("test", "", yaml);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode items = rem.get("/api/v1/packages/test/items?section=jobs").get("items");
        assertThat(items).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode item = items.get(i);
            assertThat(item.get("fields").get("group").asText()).isEqualTo("tester");
            assertThat(item.get("fields").get("name").asText()).isEqualTo("Tester Script " + (i + 1));
            assertThat(item.get("path").toString()).isEqualTo("[\"tester\",\"tester" + (i + 1) + "\"]");
            assertThat(item.get("fields").has("command"))
                    .as("an explicit null is no value")
                    .isFalse();
        }
        assertThat(items.get(1).get("line").asInt()).isEqualTo(31);
    }

    /** Probes that run commands, with the libraries and rights that they have in the container. */
    @Test
    void probesRunCommandsHereAndElsewhere() {
        String ssh = "address: 127.0.0.1, port: " + rem.environment().get("REM_SSH_PORT") + ", user: ann, password: x";
        HttpResponse<String> put = rem.putPackage(
                "running",
                "",
                "checks:\n  a:\n    script: {probe: script, command: [/bin/echo, \"%(rem.url)s | a=1\"], every: 1s}\n"
                        + "    process: {probe: process, program: java, every: 1s}\n"
                        + "    file: {probe: file, path: /etc/passwd, every: 1s}\n"
                        + "    tarball: {probe: tarball, path: /etc, files: none, every: 1s}\n"
                        + "    ssh: {probe: ssh-command, command: [x], " + ssh + ", every: 1s}\n");
        assertThat(put.statusCode()).as(put.body()).isLessThan(300);
        assertThat(rem.awaitCheck("running/checks/a/script", "unknown", Duration.ofSeconds(10))
                        .get("reason")
                        .asText())
                .isEqualTo("permission");
        rem.send(rem.admin("/api/v1/packages/running/trust").PUT(java.net.http.HttpRequest.BodyPublishers.noBody()));
        rem.awaitCheck("running/checks/a/script", "ok", Duration.ofSeconds(10));
        rem.awaitCheck("running/checks/a/process", "ok", Duration.ofSeconds(10));
        rem.awaitCheck("running/checks/a/file", "ok", Duration.ofSeconds(10));
        assertThat(rem.awaitCheck("running/checks/a/tarball", "critical", Duration.ofSeconds(10))
                        .get("reason")
                        .asText())
                .isEqualTo("missing");
        JsonNode stranger = rem.awaitCheck("running/checks/a/ssh", "unknown", Duration.ofSeconds(10));
        assertThat(stranger.get("message").asText()).contains(" is not known: ", " SHA256:");
        assertThat(stranger.get("reason").asText()).isEqualTo("hostkey");
    }

    @Test
    void aTextThatWasChangedInBetweenIsAConflict() {
        rem.putPackage("shared_file", "", "hosts: {a: {b: {address: c}}}\n");
        HttpResponse<String> stale = rem.send(rem.admin("/api/v1/packages/shared_file")
                .header("Content-Type", "text/yaml")
                .header("If-Match", "\"0000000000000000\"")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("hosts: {}\n")));
        assertThat(stale.statusCode()).isEqualTo(412);
    }
}
