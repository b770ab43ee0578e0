package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The history of packages in the product, beside the real git. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryIT {

    private static final Duration COMMITTED = Duration.ofSeconds(60);
    private static final String ONE = "# ünï\r\nhosts: {lan: {a: {address: 127.0.0.1}}}";
    private static final String TWO = "hosts: {lan: {a: {address: 127.0.0.2}}}\n";
    private static final String BOB = "bob-bob-bob";

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Path packages;

    @BeforeAll
    static void start() {
        Path data = folder.resolve("data");
        rem = Distribution.start(data);
        packages = data.resolve("packages");
        HttpResponse<String> bob = rem.send(rem.admin("/api/v1/users/bob")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"role\":\"editor\",\"password\":\"" + BOB + "\"}")));
        assertThat(bob.statusCode()).as(bob.body()).isLessThan(300);
    }

    @AfterAll
    static void stop() {
        rem.close();
    }

    private static JsonNode history(String name) {
        return rem.get("/api/v1/packages/" + name + "/history");
    }

    private static List<String> messages(String name) {
        var messages = new ArrayList<String>();
        HttpResponse<String> answer = rem.send(rem.admin("/api/v1/packages/" + name + "/history"));
        if (answer.statusCode() == 200) {
            Distribution.json(answer)
                    .get("items")
                    .forEach(item -> messages.add(item.get("message").asText()));
        }
        return messages;
    }

    private static void awaitCommits(String name, int count) {
        Distribution.await(
                count + " revisions of " + name, COMMITTED, () -> messages(name).size() == count);
    }

    private static HttpResponse<String> asBob(String path, String method, String type, String body) {
        String credentials = Base64.getEncoder().encodeToString(("bob:" + BOB).getBytes(StandardCharsets.UTF_8));
        return rem.send(rem.request(path)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String git(Path where, String... words) {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=Olga", "-c", "user.email=olga@example.org"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(command + ": " + out).isZero();
            return out.strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("this test wants git to be installed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(1)
    void twoUsersChangeAPackageAndOneRollsBackByteByByte() throws IOException {
        assertThat(rem.putPackage("lab", "?why=A%20new%20lab", ONE).statusCode())
                .isEqualTo(200);
        assertThat(asBob("/api/v1/packages/lab?why=Moved", "PUT", "text/yaml", TWO)
                        .statusCode())
                .isEqualTo(200);
        awaitCommits("lab", 2);
        JsonNode items = history("lab").get("items");
        assertThat(items.at("/0/author").asText() + ": " + items.at("/0/why").asText())
                .isEqualTo("bob: Moved");
        assertThat(items.at("/1/author").asText() + ": " + items.at("/1/why").asText())
                .isEqualTo("admin: A new lab");
        String first = items.at("/1/revision").asText();
        assertThat(rem.send(rem.admin("/api/v1/packages/lab/diff?from=" + first))
                        .body())
                .startsWith("--- a/lab.yaml\n+++ b/lab.yaml\n@@")
                .contains("+" + TWO);

        HttpResponse<String> back = asBob(
                "/api/v1/packages/lab/rollbacks",
                "POST",
                "application/json",
                "{\"revision\":\"" + first.substring(0, 7) + "\",\"why\":\"It was better\"}");

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(Files.readString(packages.resolve("lab.yaml"))).isEqualTo(ONE);
        awaitCommits("lab", 3);
        assertThat(git(packages, "diff", first, "HEAD", "--", "lab.yaml")).isEmpty();
        assertThat(git(packages, "log", "-1", "--format=%an|%s|%b", "--", "lab.yaml"))
                .isEqualTo("bob|Roll back lab to " + first.substring(0, 7) + "|It was better");
        assertThat(git(packages, "status", "--porcelain")).isEmpty();
    }

    @Test
    @Order(2)
    void whatIsThereAtTheStartIsTheFirstCommit() {
        assertThat(messages("system_monitor")).last().isEqualTo("The packages that are there at the start");
    }

    @Test
    @Order(3)
    void anEditByHandAndAPushFromACloneAreInIt() throws IOException {
        Files.writeString(packages.resolve("lab.yaml"), TWO);
        Distribution.await(
                "the edit by hand to be committed",
                Duration.ofSeconds(60),
                () -> history("lab").at("/items/0/author").asText().startsWith("by hand"));

        Path clone = folder.resolve("clone");
        git(folder, "clone", "-q", packages.toString(), clone.toString());
        Files.writeString(clone.resolve("lab.yaml"), TWO + "# from afar\n");
        git(clone, "commit", "-qam", "From afar");
        git(clone, "push", "-q");
        Distribution.await(
                "the push to be in force",
                Duration.ofSeconds(10),
                () -> rem.send(rem.admin("/api/v1/packages/lab")).body().endsWith("# from afar\n"));
        assertThat(messages("lab")).first().isEqualTo("From afar");
    }

    @Test
    @Order(4)
    void aMergeOfTheOwnerMakesItWait() throws IOException {
        String head = git(packages, "rev-parse", "HEAD");
        Files.writeString(packages.resolve(".git/MERGE_HEAD"), head + "\n");
        assertThat(rem.putPackage("lab", "", ONE).statusCode()).isEqualTo(200);
        Distribution.await(
                "the reason to be told",
                COMMITTED,
                () -> history("lab").get("waiting").asText().contains("A merge is under way"));

        Files.delete(packages.resolve(".git/MERGE_HEAD"));
        Distribution.await("the history to go on", COMMITTED, () -> history("lab")
                .get("waiting")
                .isNull());
        assertThat(history("lab").at("/items/0/author").asText()).isEqualTo("admin");
    }

    @Test
    @Order(5)
    void whatIsAppliedRightBeforeAKillKeepsItsAuthorAndReason() throws IOException {
        for (int i = 0; i < 3; i++) {
            String text = TWO + "# before kill " + i + "\n";
            assertThat(asBob("/api/v1/packages/lab?why=Reason%20" + i, "PUT", "text/yaml", text)
                            .statusCode())
                    .isEqualTo(200);
            rem.kill();
            assertThat(Files.readString(packages.resolve("lab.yaml"))).isEqualTo(text);
            rem.run();
        }
        Distribution.await("the start to be looked at", COMMITTED, () -> git(packages, "status", "--porcelain")
                .isEmpty());
        assertThat(git(packages, "show", "HEAD:lab.yaml")).endsWith("# before kill 2");
        assertThat(git(packages, "log", "-3", "--format=%an|%b", "--", "lab.yaml")
                        .lines()
                        .filter(line -> !line.isBlank()))
                .containsExactly("bob|Reason 2", "bob|Reason 1", "bob|Reason 0");
        assertThat(git(packages, "fsck", "--no-dangling")).isEmpty();
    }
}
