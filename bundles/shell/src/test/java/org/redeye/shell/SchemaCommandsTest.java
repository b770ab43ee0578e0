package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Difference;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.Run.State;
import org.redeye.api.packages.Run.Step;
import org.redeye.api.packages.Runs;
import org.redeye.api.packages.Specifications;
import org.redeye.api.packages.Trust;
import org.redeye.api.schema.Position;
import org.redeye.shell.Fakes.FakePackages;
import org.redeye.shell.Shell.Answer;

/** The commands about scripts, plans and schema instances. */
class SchemaCommandsTest {

    private static final class FakeTrust implements Trust {
        final Set<String> trusted = new TreeSet<>();

        @Override
        public boolean trusted(String packageName) {
            return trusted.contains(packageName);
        }

        @Override
        public void trust(String packageName) {
            trusted.add(packageName);
        }

        @Override
        public void revoke(String packageName) {
            trusted.remove(packageName);
        }
    }

    @TempDir
    private Path folder;

    private final FakePackages packages = new FakePackages();
    private final FakeTrust trust = new FakeTrust();
    private boolean fails;
    private Shell shell;

    private Run run(String name, String section, boolean dryRun, String by) {
        var step = new Step(
                "open",
                "plans/morning/open",
                "scripts/open.py",
                "{\"fields\":{\"a\":1}}",
                dryRun ? State.PLANNED : fails ? State.FAILED : State.OK,
                dryRun || fails ? "" : "[true]",
                fails ? "It is locked." : "",
                Duration.ZERO,
                List.of());
        var group = new Step("morning", "plans/morning", "", "", State.GROUP, "", "", Duration.ZERO, List.of(step));
        return new Run(name, section, dryRun, !fails, Duration.ZERO, List.of(group));
    }

    @BeforeEach
    void start() throws Exception {
        shell = new Shell(folder);
        shell.start(Packages.class, packages);
        shell.start(Trust.class, trust);
        shell.start(Runs.class, this::run);
        shell.start(
                Specifications.class,
                name -> List.of(new Difference("south", "size", "2", "3", new Position(name + ".yaml", 7, 14))));
        packages.texts.put("lan", "http\n");
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @Test
    void letsScriptsRunAndRunNoMore() {
        assertThat(shell.run("rem:package-trust lan --dry-run").out()).contains("Scripts of lan do not run.");
        assertThat(trust.trusted).isEmpty();
        assertThat(shell.run("rem:package-trust lan").out()).contains("Scripts of lan may run.");
        assertThat(trust.trusted).containsExactly("lan");
        assertThat(shell.run("rem:package-trust lan --revoke --json").json().toString())
                .contains("\"trusted\":false");
        assertThat(trust.trusted).isEmpty();
        assertThat(shell.run("rem:package-trust none").err()).contains("there is no package 'none'");
    }

    @Test
    void showsWhatWouldBeCalledWithWhichData() {
        assertThat(shell.run("rem:package-run lan plans --dry-run").rows())
                .containsExactly(
                        "Step|State|Program|Data", "morning|||", "open|planned|scripts/open.py|{\"fields\":{\"a\":1}}");
        assertThat(shell.run("rem:package-run lan").err()).contains("which section?");
    }

    @Test
    void performsASectionAndFailsWithItsStep() {
        assertThat(shell.run("rem:package-run lan plans --json")
                        .json()
                        .at("/steps/0/steps/0/output/0")
                        .asBoolean())
                .isTrue();
        fails = true;
        Answer answer = shell.run("rem:package-run lan plans");
        assertThat(answer.rows()).contains("open|failed|scripts/open.py|It is locked.");
        assertThat(answer.err()).contains("the run ended with the first step that failed");
    }

    @Test
    void showsWhereInstancesDiffer() {
        assertThat(shell.run("rem:package-differences lan").rows())
                .containsExactly("Item|Where|Spec|Item's own|Place", "south|size|2|3|lan.yaml:7:14");
        assertThat(shell.run("rem:package-differences lan --json")
                        .json()
                        .at("/items/0/line")
                        .asInt())
                .isEqualTo(7);
    }
}
