package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.PendingChanges;
import org.redeye.shell.Fakes.FakePackages;

/** The commands about changes that wait for a second person. */
class ChangeCommandsTest {

    @TempDir
    private Path folder;

    private final FakePackages packages = new FakePackages();
    private final FakeChanges changes = new FakeChanges();
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new Shell(folder);
        shell.start(Packages.class, packages);
        shell.start(PendingChanges.class, changes);
        packages.texts.put("lan", "http\n");
        changes.waiting.add(FakeChanges.change("0a0a0a0a", "lan", "erin"));
        changes.waiting.add(FakeChanges.change("0b0b0b0b", "wan", "erin"));
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @Test
    void listsWhatWaits() {
        assertThat(shell.run("rem:change-list").rows())
                .containsExactly(
                        "Change|Package|At|Who|Does|Why",
                        "0a0a0a0a|lan|2026-11-21T09:30:00Z|erin|+1 ~0 -0|More checks",
                        "0b0b0b0b|wan|2026-11-21T09:30:00Z|erin|+1 ~0 -0|More checks");
        assertThat(shell.run("rem:change-list wan --json")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("0b0b0b0b");
        assertThat(shell.run("rem:change-list none").out()).contains("No change waits");
    }

    @Test
    void showsOneAndWhyItMayNotBeApproved() {
        assertThat(shell.run("rem:change-show 0a0a0a0a").out())
                .contains(
                        "erin, 2026-11-21T09:30:00Z: More checks\n--- a/lan.yaml\n",
                        "Approving 0a0a0a0a would add 1, change 0 and remove 0.",
                        "You may approve it: 'change-approve 0a0a0a0a'.");
        changes.waits = "Ask ann.";
        assertThat(shell.run("rem:change-show 0a0a0a0a").out()).endsWith("Ask ann.\n");
        assertThat(shell.run("rem:change-show 0a0a0a0a --json")
                        .json()
                        .get("diff")
                        .asText())
                .isEqualTo("--- a/lan.yaml\n");
        assertThat(shell.run("rem:change-show ffffffff").err()).contains("No change 'ffffffff' waits.");
    }

    @Test
    void approvesAndRejects() {
        assertThat(shell.run("rem:change-approve 0a0a0a0a --why 'Looks right'").out())
                .contains("The change 0a0a0a0a is made. That did add 1, change 0 and remove 0.");
        assertThat(shell.run("rem:change-reject 0b0b0b0b --why Late").out())
                .isEqualTo("The change 0b0b0b0b is ended; nothing was changed.\n");
        assertThat(changes.done).containsExactly("approve 0a0a0a0a shell Looks right", "reject 0b0b0b0b shell Late");
        assertThat(shell.run("rem:change-reject 0b0b0b0b").err()).contains("it was replaced");
    }

    @Test
    void completesIds() {
        assertThat(shell.complete("change-approve", "rem:change-approve 0a")).containsExactly("0a0a0a0a");
    }

    @Test
    void saysThatAChangeWaits() {
        packages.pending = "This change waits as 0c0c0c0c for approval by ann.";
        assertThat(shell.run("rem:node-set lan http 2").out())
                .isEqualTo("This change waits as 0c0c0c0c for approval by ann.\n");
        assertThat(packages.texts).containsEntry("lan", "http\n");
    }

    @Test
    void doesNotTakeAwayWhatWaitsOfTheSamePerson() {
        changes.waits = "Your changes of lan wait for approval by ann.";
        changes.waiting.add(FakeChanges.change("0d0d0d0d", "lan", "shell"));
        assertThat(shell.run("rem:node-set lan http 2").err())
                .contains("your change 0d0d0d0d of lan waits already, and this one would take its place");
    }
}
