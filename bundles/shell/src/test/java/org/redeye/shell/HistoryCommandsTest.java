package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.History;
import org.redeye.api.packages.Packages;
import org.redeye.shell.Fakes.FakeHistory;
import org.redeye.shell.Fakes.FakePackages;
import org.redeye.shell.Shell.Answer;

/** The commands about the history of packages. */
class HistoryCommandsTest {

    @TempDir
    private Path folder;

    private final FakePackages packages = new FakePackages();
    private final FakeHistory history = new FakeHistory(packages);
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new Shell(folder);
        shell.start(Packages.class, packages);
        shell.start(History.class, history);
        packages.texts.put("lan", "http\n");
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @Test
    void showsWhoDidWhatWhenAndWhy() {
        assertThat(shell.run("rem:package-history lan").rows())
                .containsExactly(
                        "Revision|At|Who|What|Why",
                        "bbbbbbb|2026-11-21T09:30:00Z|anne|Change ping of lan|Too slow",
                        "aaaaaaa|2026-11-21T09:29:00Z|by hand (root)|Add the package lan|");
        history.waiting = "A merge is under way.";
        assertThat(shell.run("rem:package-history lan --limit 1").out())
                .contains("There are older ones: --after bbbbbbb", "A merge is under way.");
        assertThat(shell.run("rem:package-history lan --limit 0").err()).contains("--limit is '0'; expected 1 to 500");
        assertThat(shell.run("rem:package-history none").out()).contains("There is no history of 'none'");
    }

    @Test
    void showsItAsJson() {
        assertThat(shell.run("rem:package-history lan --json --limit 1").json())
                .hasToString("{\"items\":[{\"revision\":\"" + FakeHistory.NEW + "\",\"at\":1795253400000,"
                        + "\"author\":\"anne\",\"message\":\"Change ping of lan\",\"why\":\"Too slow\\n\\nby far\","
                        + "\"removed\":false}],\"next\":\"" + FakeHistory.NEW + "\",\"waiting\":null}");
    }

    @Test
    void showsDifferences() {
        assertThat(shell.run("rem:package-diff lan 1234567 12e4567").out()).isEqualTo("--- 1234567\n+++ 12e4567\n");
        assertThat(shell.run("rem:package-diff lan").out()).isEqualTo("--- \n+++ \n");
        assertThat(shell.run("rem:package-diff lan same").out()).isEqualTo("Nothing is different.\n");
        assertThat(shell.run("rem:package-diff lan a --json").json().get("diff").asText())
                .isEqualTo("--- a\n+++ \n");
        assertThat(shell.run("rem:package-diff lan a b c").err()).contains("'c' is one argument too many");
    }

    @Test
    void rollsBack() {
        assertThat(shell.run("rem:package-rollback lan aaaaaaa --dry-run").rows())
                .containsExactly(
                        "Rolling back lan to aaaaaaa would add 1, change 0 and remove 1.",
                        "Change|Declaration",
                        "add|ping",
                        "remove|http");
        assertThat(packages.texts).containsEntry("lan", "http\n");
        assertThat(shell.run("rem:package-rollback lan").err())
                .contains("which revision? 'package-history lan' shows them");
        assertThat(shell.run("rem:package-rollback lan bbbbbbb --dry-run").err())
                .contains("'lan' is not there in the revision bbbbbbb");

        Answer answer = shell.run("rem:package-rollback lan aaaaaaa --why \"It was better\" --json");

        assertThat(answer.json().at("/added/0").asText()).isEqualTo("ping");
        assertThat(packages.texts).containsEntry("lan", "ping\n");
        assertThat(packages.changed.why()).isEqualTo("It was better");
        assertThat(packages.changed.author()).as("nobody had to sign in").isEqualTo("shell");
    }

    @Test
    void everyChangeMayHaveAReason() throws Exception {
        Path file = Files.writeString(folder.resolve("lan.yaml"), "tcp\n");
        shell.run("rem:package-apply " + file + " --why 'New switch'");
        assertThat(packages.changed.why()).isEqualTo("New switch");
        shell.run("rem:package-remove --why Gone lan");
        assertThat(packages.changed.why()).isEqualTo("Gone");
    }

    @Test
    void saysThatTheHistoryIsNotRunning() {
        shell.stopEngines();
        assertThat(shell.run("rem:package-history lan").err()).contains("the history of packages is not running");
    }
}
