package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.Run.Step;

/** Plans: a package of only YAML and scripts. */
class SectionRunsTest {

    private static final String[] SHOP = {
        "schema:",
        "  plans:",
        "    grouped indexes:",
        "      - {index: group, type: text}",
        "      - {index: null, key field: name}",
        "    fields: {action: text, pass: secret}",
        "    run: scripts/%(action)s.py",
        "    sections:",
        "      steps:",
        "        fields: {what: text}",
        "        run: scripts/step.py",
        "plans:",
        "  morning:",
        "    open:",
        "      action: begin",
        "      pass: hush",
        "      steps: {doors: {what: east}, windows: {what: west}}",
        "  evening:",
        "    shut: {action: end}"
    };

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(folder);
        bench.trust.trust("shop");
        String log = "open('" + folder.resolve("log") + "', 'a').write(json.dumps(given, sort_keys=True) + '\\n')";
        for (String name : List.of("begin", "step", "end")) {
            bench.python("shop/scripts/" + name + ".py", log, "answer = {'done': given['id']}");
        }
        bench.save("shop", SHOP);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private List<String> log() throws IOException {
        return Files.exists(folder.resolve("log")) ? Files.readAllLines(folder.resolve("log")) : List.of();
    }

    private static List<String> tree(List<Step> steps, String indent) {
        var lines = new ArrayList<String>();
        for (Step step : steps) {
            lines.add(
                    indent + step.name() + " " + step.state() + (step.program().isEmpty() ? "" : " " + step.program()));
            lines.addAll(tree(step.steps(), indent + "  "));
        }
        return lines;
    }

    @Test
    void stepsArePerformedInTheOrderOfTheDocument() throws IOException {
        Run run = bench.engine.run("shop", "plans", false, "anne");
        assertThat(bench.takeCalled())
                .containsExactly("scripts/begin.py", "scripts/step.py", "scripts/step.py", "scripts/end.py");
        assertThat(run.ok()).isTrue();
        assertThat(tree(run.steps(), ""))
                .containsExactly(
                        "morning GROUP",
                        "  open OK scripts/begin.py",
                        "    steps GROUP",
                        "      doors OK scripts/step.py",
                        "      windows OK scripts/step.py",
                        "evening GROUP",
                        "  shut OK scripts/end.py");
        assertThat(run.steps().get(0).steps().get(0).output()).isEqualTo("{\"done\": \"plans/morning/open\"}");
        assertThat(log()).hasSize(4);
        assertThat(log().get(2))
                .isEqualTo("{\"above\": [{\"action\": \"begin\", \"group\": \"morning\", \"name\": \"open\", \"pass\":"
                        + " \"hush\"}], \"fields\": {\"name\": \"windows\", \"what\": \"west\"}, \"id\":"
                        + " \"plans/morning/open/steps/windows\", \"package\": \"shop\", \"path\": [\"windows\"],"
                        + " \"section\": \"plans/morning/open/steps\"}");
    }

    @Test
    void aDryRunShowsTheTreeWithTheDataAndCallsNothing() throws IOException {
        Run run = bench.engine.run("shop", "plans", true, "anne");
        assertThat(bench.takeCalled()).isEmpty();
        assertThat(log()).isEmpty();
        assertThat(run.ok()).isTrue();
        assertThat(tree(run.steps(), ""))
                .contains("morning GROUP", "  open PLANNED scripts/begin.py", "      windows PLANNED scripts/step.py");
        Step open = run.steps().get(0).steps().get(0);
        assertThat(open.input())
                .contains("\"group\":\"morning\"")
                .contains("•••")
                .doesNotContain("hush");
    }

    @Test
    void theFirstFailureEndsTheRun() throws IOException {
        bench.program("shop/scripts/step.py", "#!/bin/sh", "echo stuck >&2", "exit 1");
        Run run = bench.engine.run("shop", "plans", false, "anne");
        assertThat(run.ok()).isFalse();
        assertThat(tree(run.steps(), ""))
                .containsExactly(
                        "morning GROUP",
                        "  open OK scripts/begin.py",
                        "    steps GROUP",
                        "      doors FAILED scripts/step.py",
                        "      windows SKIPPED scripts/step.py",
                        "evening GROUP",
                        "  shut SKIPPED scripts/%(action)s.py");
        Step failed = run.steps().get(0).steps().get(0).steps().get(0).steps().get(0);
        assertThat(failed.message()).isEqualTo("scripts/step.py ended with the exit code 1. It last said: stuck");
    }

    @Test
    void aDryRunSaysWhichStepsCouldNotBeCalled() throws IOException {
        bench.save(
                "shop",
                String.join("\n", SHOP).replace("action: end", "action: none").split("\n"));
        Run run = bench.engine.run("shop", "plans", true, "anne");
        assertThat(run.ok()).isFalse();
        assertThat(run.steps().get(1).steps().get(0).message())
                .isEqualTo("There is no file packages/shop/scripts/none.py.");
        bench.save("shop", String.join("\n", SHOP).replace("{action: end}", "").split("\n"));
        assertThat(bench.engine
                        .run("shop", "plans", true, "anne")
                        .steps()
                        .get(1)
                        .steps()
                        .get(0)
                        .message())
                .isEqualTo(
                        "'%(action)s' in the program's path stands for nothing: plans/evening/shut has no 'action'.");
        bench.save(
                "shop",
                String.join("\n", SHOP)
                        .replace("action: end", "action: ../../x")
                        .split("\n"));
        assertThat(bench.engine
                        .run("shop", "plans", true, "anne")
                        .steps()
                        .get(1)
                        .steps()
                        .get(0)
                        .message())
                .contains("is no path within the package's folder");
    }

    @Test
    void whatCannotRunIsRefusedInWords() throws IOException {
        assertThatThrownBy(() -> bench.engine.run("none", "plans", true, "anne"))
                .hasMessage("There is no package 'none' in force.");
        assertThatThrownBy(() -> bench.engine.run("shop", "plan", true, "anne"))
                .hasMessage("The package 'shop' has no section 'plan' of its own. Did you mean 'plans'?");
        bench.save("shop", "schema: {plans: {fields: {a: text}}}", "plans: {x: {a: b}}");
        assertThatThrownBy(() -> bench.engine.run("shop", "plans", true, "anne"))
                .hasMessage(
                        "The section 'plans' of 'shop' has nothing to run: its schema names no program under 'run'.");
        bench.save("shop", SHOP);
        bench.trust.revoke("shop");
        assertThat(bench.engine.run("shop", "plans", true, "anne").ok()).isTrue();
        assertThatThrownBy(() -> bench.engine.run("shop", "plans", false, "anne"))
                .hasMessage("Scripts of the package 'shop' run once an admin trusts the package.");
        assertThat(bench.takeCalled()).isEmpty();
    }

    @Test
    void oneSectionRunsOnceAtATime() throws Exception {
        Path flag = folder.resolve("go");
        bench.program(
                "shop/scripts/begin.py",
                "#!/bin/sh",
                "touch " + folder.resolve("began"),
                "while [ ! -e " + flag + " ]; do sleep 0.02; done; echo 1");
        var first = CompletableFuture.supplyAsync(() -> bench.engine.run("shop", "plans", false, "anne"));
        while (!Files.exists(folder.resolve("began"))) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> bench.engine.run("shop", "plans", false, "bob"))
                .hasMessage("'shop/plans' runs already; wait for its end.");
        assertThat(bench.engine.list()).hasSize(1); // nobody else waits
        Files.createFile(flag);
        assertThat(first.join().ok()).isTrue();
        assertThat(bench.engine.run("shop", "plans", false, "bob").ok()).isTrue();
    }

    @Test
    void theSectionOfAnInstanceItemRunsWithItsData() throws IOException {
        bench.save(
                "site",
                "schema parameters: {word: text}",
                "schema: {plans: {fields: {say: text}, run: scripts/say.py}}",
                "plans: {one: {say: \"%(item.word)s\"}}");
        bench.python("site/scripts/say.py", "answer = given['package'] + ': ' + given['fields']['say']");
        bench.trust.trust("site");
        bench.save("two", "schema instance: {of: site, items: {north: {word: hello}, south: {word: bye}}}");
        assertThat(bench.engine
                        .run("two", "south/plans", false, "anne")
                        .steps()
                        .get(0)
                        .output())
                .isEqualTo("\"two: bye\"");
        assertThat(bench.engine
                        .run("two", "north/plans", false, "anne")
                        .steps()
                        .get(0)
                        .output())
                .isEqualTo("\"two: hello\"");
    }
}
