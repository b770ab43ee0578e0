package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageException;

/** Sections of a package's own whose scripts validate and process their items. */
class SectionScriptsTest {

    private static final String[] SHOP = {
        "schema:",
        "  plans:",
        "    grouped indexes:",
        "      - {index: group, type: text}",
        "      - {index: null, key field: name}",
        "    fields:",
        "      script: {type: text, required: true}",
        "      workers: {type: number, default: 1}",
        "    validate: scripts/validate.py",
        "    process: scripts/process.py",
        "plans:",
        "  tester:",
        "    tester1: {script: t.py}",
        "    tester2: {script: u.py, workers: 3}"
    };

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(folder);
        bench.python(
                "shop/scripts/validate.py",
                "answer = {'problems': [{'id': item['id'], 'field': 'workers', 'message': 'too many workers: %d'"
                        + " % item['fields']['workers']} for item in given['items'] if item['fields']['workers'] > 8]}");
        bench.python(
                "shop/scripts/process.py",
                "answer = {item['id']: {'things': {item['fields']['group']: {item['fields']['name']:"
                        + " {'size': item['fields']['workers']}}}} for item in given['items']}");
        bench.trust.trust("shop");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String text(String... more) {
        return String.join("\n", SHOP) + "\n" + String.join("\n", more) + (more.length == 0 ? "" : "\n");
    }

    @Test
    void whatProcessReturnsIsInForceBelowItsItem() throws IOException {
        bench.save("shop", SHOP);
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.told.take())
                .containsExactlyInAnyOrder(
                        "+shop/plans/tester/tester1/things/tester/tester1=1",
                        "+shop/plans/tester/tester2/things/tester/tester2=3");
        assertThat(bench.info("shop").sections()).containsOnlyKeys("plans");
    }

    @Test
    void savingAnItemCallsValidateAndThenProcessOnce() throws IOException {
        bench.save("shop", SHOP);
        bench.takeCalled();
        bench.engine.insert(
                "shop", "plans", List.of("tester", "tester3"), Map.of("script", "v.py"), "", Change.by("anne"));
        assertThat(bench.takeCalled()).containsExactly("scripts/validate.py", "scripts/process.py");
        assertThat(bench.told.take()).contains("+shop/plans/tester/tester3/things/tester/tester3=1");
    }

    @Test
    void validateThatRefusesLeavesFileAndForceAsTheyAre() throws IOException {
        bench.save("shop", SHOP);
        bench.told.take();
        bench.takeCalled();
        String before = Files.readString(bench.file("shop.yaml"));
        assertThatThrownBy(() -> bench.engine.insert(
                        "shop",
                        "plans",
                        List.of("tester", "tester3"),
                        Map.of("script", "v.py", "workers", "9"),
                        "",
                        Change.by("anne")))
                .isInstanceOf(PackageException.class)
                .hasMessageMatching("shop.yaml:15:\\d+: too many workers: 9");
        assertThat(bench.takeCalled()).containsExactly("scripts/validate.py");
        assertThat(Files.readString(bench.file("shop.yaml"))).isEqualTo(before);
        assertThat(bench.told.take()).isEmpty();
        assertThat(bench.engine.items("shop", "plans")).hasSize(2);
    }

    @Test
    void whatWasAnsweredOnceIsNotAskedAgain() throws IOException {
        bench.save("shop", SHOP);
        assertThat(bench.takeCalled()).hasSize(2);
        bench.engine.apply("shop", "# other words\n" + text("things:", "  a: {b: {size: 7}}"), "", Change.by("anne"));
        bench.open();
        bench.look();
        assertThat(bench.takeCalled()).isEmpty();
        assertThat(bench.told.take()).contains("+shop/plans/tester/tester2/things/tester/tester2=3");
    }

    @Test
    void anotherScriptIsAskedAtOnceAndItsFingerprintIsTold() throws IOException {
        bench.save("shop", SHOP);
        Map<String, String> before = bench.info("shop").scripts().get("plans");
        assertThat(before.get("process")).matches("scripts/process.py@[0-9a-f]{16}");
        bench.told.take();
        bench.python(
                "shop/scripts/process.py",
                "answer = {'plans/tester/tester1': {'things': {'all': {'one': {'size': len(given['items'])}}}}}");
        bench.look();
        assertThat(bench.told.take())
                .contains("+shop/plans/tester/tester1/things/all/one=2")
                .anyMatch(line -> line.startsWith("-"));
        assertThat(bench.info("shop").scripts().get("plans"))
                .containsEntry("validate", before.get("validate"))
                .doesNotContainEntry("process", before.get("process"));
    }

    @Test
    void untrustedScriptsDoNotRunUntilAnAdminSaysSo() throws IOException {
        bench.trust.revoke("shop");
        bench.save("shop", SHOP);
        assertThat(bench.takeCalled()).isEmpty();
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.info("shop").trusted()).isFalse();
        assertThat(bench.info("shop").pending())
                .containsEntry("shop/plans", "its scripts run once an admin trusts the package");
        bench.trust.trust("shop");
        assertThat(bench.info("shop").pending()).isEmpty();
        assertThat(bench.told.take()).hasSize(2);
        bench.trust.revoke("shop");
        assertThat(bench.told.take())
                .containsExactlyInAnyOrder(
                        "-shop/plans/tester/tester1/things/tester/tester1",
                        "-shop/plans/tester/tester2/things/tester/tester2");
    }

    @Test
    void aPackageOfTheSameNameIsNotTrustedForTheOneThatWasRemoved() throws IOException {
        bench.save("shop", SHOP);
        bench.engine.remove("shop", "", Change.by("anne"));
        assertThat(bench.trust.trusted("shop")).isFalse();
    }

    @Test
    void whatAScriptDoesWrongIsSaidWhereItIsNamed() throws IOException {
        bench.program("shop/scripts/validate.py", "#!/bin/sh", "echo no >&2", "exit 2");
        bench.save("shop", SHOP);
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:9:15: scripts/validate.py ended with the exit code 2. It last said: no");
        bench.program("shop/scripts/validate.py", "#!/bin/sh", "echo '{\"problems\": [{\"id\": \"plans/x\"}]}'");
        bench.look();
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:9:15: scripts/validate.py names the item 'plans/x', which is not there.");
        bench.program("shop/scripts/validate.py", "#!/bin/sh", "echo '{\"problem\": 1}'");
        bench.look();
        assertThat(bench.problems("shop").get(0)).contains("did not answer with {\"problems\": […]}");
        Files.delete(bench.file("shop/scripts/validate.py"));
        bench.look();
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:9:15: There is no file packages/shop/scripts/validate.py.");
        assertThat(bench.told.take()).isEmpty();
    }

    @Test
    void whatProcessReturnsIsReadAsIfItStoodThere() throws IOException {
        bench.python(
                "shop/scripts/process.py",
                "answer = {'plans/tester/tester2': {'things': {'a': {'b': {'sise': 3}, 'c': {'size': 300}}}}}");
        bench.save("shop", SHOP);
        assertThat(bench.problems("shop"))
                .containsExactly(
                        "shop.yaml:14:14: scripts/process.py returned for plans/tester/tester2: 'sise' is not known here;"
                                + " possible are name, size, like, key. Did you mean 'size'?",
                        "shop.yaml:14:14: scripts/process.py returned for plans/tester/tester2: 'size' must be at most"
                                + " 100, not 300.");
        bench.python("shop/scripts/process.py", "answer = {'plans/tester/tester9': {}}");
        bench.look();
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:10:14: scripts/process.py answers for 'plans/tester/tester9', which is none"
                        + " of the items it was given. Did you mean 'plans/tester/tester1'?");
    }

    @Test
    void whatProcessReturnsNeedsItsPluginsAsEverythingDoes() throws IOException {
        bench.python("shop/scripts/process.py", "answer = {'plans/tester/tester1': {'jobs': {'a': {}}}}");
        bench.save("shop", SHOP);
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.info("shop").pending()).containsEntry("shop/plans/tester/tester1/jobs", "needs section:jobs");
    }

    @Test
    void whatProcessReturnsAndWhatStandsInTheTextKnowEachOther() throws IOException {
        bench.python(
                "shop/scripts/process.py",
                "answer = {'plans/tester/tester1': {'things': {'a': {'b': {'size': 2}, 'c': {'like': 'a/b'}, 'd': {'like': 'x/y'}}}}}");
        bench.save("shop", text("things:", "  x: {y: {size: 7}}").split("\n"));
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.told.take()).hasSize(4);
    }

    @Test
    void sectionsWithinHaveScriptsToo() throws IOException {
        bench.python(
                "shop/scripts/steps.py",
                "answer = {'problems': [{'id': i['id'], 'field': 'do', 'message': 'is ' + i['fields']['do']}"
                        + " for i in given['items'] if i['fields']['do'] == 'nothing']}");
        bench.save(
                "shop",
                "schema:",
                "  plans:",
                "    fields: {title: text}",
                "    sections:",
                "      steps:",
                "        fields: {do: text}",
                "        validate: scripts/steps.py",
                "plans:",
                "  one: {steps: {a: {do: this}, b: {do: nothing}}}",
                "  two: {steps: {a: {do: nothing}}}");
        assertThat(bench.takeCalled()).containsExactly("scripts/steps.py");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:9:40: is nothing", "shop.yaml:10:25: is nothing");
    }

    @Test
    void limitsAreThoseOfTheSection() throws IOException {
        bench.program("shop/scripts/validate.py", "#!/bin/sh", "exec sleep 100");
        bench.save(
                "shop",
                text().replace("    validate:", "    limits: {time: 200ms}\n    validate:")
                        .split("\n"));
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:10:15: scripts/validate.py did not end within 200 ms and was killed.");
        bench.save(
                "shop",
                text().replace("    validate:", "    limits: {time: 2h}\n    validate:")
                        .split("\n"));
        assertThat(bench.problems("shop").get(0)).contains("'time' must be at most 10m");
    }

    @Test
    void aDraftCallsNobody() throws IOException {
        bench.save("shop", SHOP);
        bench.takeCalled();
        assertThat(bench.engine.draft("shop", text(), List.of(), List.of()).warnings())
                .isEmpty(); // answered before
        var draft = bench.engine.draft("shop", text("    tester9: {script: x.py}"), List.of(), List.of());
        assertThat(bench.takeCalled()).isEmpty();
        assertThat(draft.problems()).isEmpty();
        assertThat(draft.warnings())
                .extracting(Object::toString)
                .contains("shop.yaml:9:15: scripts/validate.py is asked when this is saved; what it says is not known"
                        + " before.");
    }
}
