package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.security.Role;
import org.redeye.packages.history.Restorer.PastFile;
import org.redeye.testkit.FakePlatform;

/** Each way in by which somebody who is no admin could have something else run in a trusted package. */
class AuthorityTest {

    private static final Change EDITOR = Change.by("erin");
    private static final Change ADMIN = Change.by("ada").as(Role.ADMIN);
    private static final String PLAIN = """
            schema:
              plans:
                fields: {script: text, zone: text}
                validate: scripts/good.py
                run: scripts/%(script)s
            plans:
              one: {script: good.py}
            """;
    private static final String EVIL = PLAIN.replace("validate: scripts/good.py", "validate: scripts/evil.py");

    @TempDir
    private Path folder;

    private Workbench bench;
    private UnitsEngine units;

    @BeforeEach
    void trustAPackage() throws IOException {
        bench = new Workbench(folder);
        units = new UnitsEngine(bench.engine, FakePlatform.in(folder), bench.plugins);
        bench.python("shop/scripts/good.py", "answer = []");
        bench.python("shop/scripts/evil.py", "answer = []");
        bench.write("shop/part.yaml", EVIL.substring("schema:\n".length(), EVIL.indexOf("plans:\n  one")));
        bench.write("shop.yaml", PLAIN);
        bench.look();
        bench.trust.trust("shop");
        assertThat(bench.info("shop").pending()).isEmpty();
        bench.takeCalled();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void apply(String text, Change change) {
        bench.engine.apply("shop", text, "", change);
    }

    /** It is refused in words, nothing was called or changed, and an admin may do it. */
    private void adminsOnly(String named, ThrowingCallable asEditor, Runnable asAdmin) throws IOException {
        String before = Files.readString(bench.file("shop.yaml"));
        assertThatThrownBy(asEditor)
                .isInstanceOfSatisfying(PackageException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(Kind.FORBIDDEN))
                .hasMessageStartingWith("The scripts of the package 'shop', or of one that it uses, are trusted, and ")
                .hasMessageContaining(named)
                .hasMessageEndingWith(" Only an admin changes what trusted scripts are; ask one to do it, or to take"
                        + " the trust back first.");
        assertThat(Files.readString(bench.file("shop.yaml"))).isEqualTo(before);
        assertThat(bench.takeCalled()).isEmpty();
        assertThat(bench.trust.trusted("shop")).isTrue();
        asAdmin.run();
    }

    @Test
    void aTextThatCallsAnotherProgramIsForAdmins() throws IOException {
        adminsOnly("shop/scripts/evil.py (plans validate)", () -> apply(EVIL, EDITOR), () -> apply(EVIL, ADMIN));
        assertThat(bench.takeCalled()).contains("scripts/evil.py");
    }

    @Test
    void aProgramForAnotherPurposeIsForAdmins() throws IOException {
        String text = PLAIN.replace("    run:", "    process: scripts/good.py\n    run:");
        adminsOnly("shop/scripts/good.py (plans process)", () -> apply(text, EDITOR), () -> {});
    }

    @Test
    void aSectionWithinASectionIsForAdmins() throws IOException {
        String text = PLAIN.replace("    run:", "    sections: {steps: {run: scripts/evil.py}}\n    run:");
        adminsOnly("shop/scripts/evil.py (plans/steps run)", () -> apply(text, EDITOR), () -> apply(text, ADMIN));
    }

    @Test
    void aFieldTypeWithAScriptIsForAdmins() throws IOException {
        String text = "field types: {zone: {type: text, format: scripts/evil.py}}\n"
                + PLAIN.replace("zone: text", "zone: zone");
        adminsOnly("shop/scripts/evil.py (type zone format)", () -> apply(text, EDITOR), () -> {});
    }

    @Test
    void anItemThatNamesAnotherProgramIsForAdmins() throws IOException {
        adminsOnly(
                "shop/scripts/evil.py (plans run)",
                () -> bench.engine.insert("shop", "plans", List.of("two"), Map.of("script", "evil.py"), "", EDITOR),
                () -> bench.engine.insert("shop", "plans", List.of("two"), Map.of("script", "evil.py"), "", ADMIN));
    }

    @Test
    void aCheckThatRunsAnotherCommandIsForAdmins() throws IOException {
        String fields = "schema:\n  looks: {fields: {probe: text, command: text, environment: text, zone: text}}\n";
        String checked = PLAIN.replace("schema:\n", fields) + "looks:\n  load: {probe: script, command: /bin/true}\n";
        adminsOnly("shop//bin/true (script)", () -> apply(checked, EDITOR), () -> apply(checked, ADMIN));
        bench.takeCalled();
        for (String other : List.of("/bin/false", "/bin/true, environment: LD_PRELOAD=/tmp/x.so")) {
            String text = checked.replace("/bin/true", other);
            assertThatThrownBy(() -> apply(text, EDITOR)).isInstanceOf(PackageException.class);
        }
        apply(checked + "  more: {probe: script, command: /bin/true, zone: a}\n", EDITOR); // the same for one more
        apply(PLAIN, EDITOR); // less
        assertThat(bench.trust.trusted("shop")).isTrue();
    }

    @Test
    void aChannelThatRunsAnotherCommandIsForAdmins() throws IOException {
        String fields = "schema:\n  ways: {fields: {notifier: text, command: text}}\n";
        String calling = PLAIN.replace("schema:\n", fields) + "ways:\n  sms: {notifier: command, command: /bin/true}\n";
        adminsOnly("shop//bin/true (command)", () -> apply(calling, EDITOR), () -> apply(calling, ADMIN));
    }

    @Test
    void anImportThatBringsOtherScriptsIsForAdmins() throws IOException {
        String text = "__import__schema: part.yaml\n" + PLAIN.substring(PLAIN.indexOf("plans:\n  one"));
        adminsOnly("shop/scripts/evil.py (plans validate)", () -> apply(text, EDITOR), () -> apply(text, ADMIN));
    }

    @Test
    void anImportedFileThatIsAProgramAsWellIsChangedByNoEdit() throws IOException {
        String program = "#!/bin/sh\ntwo: {zone: a}\n";
        bench.write("shop/scripts/both.yaml", program);
        String text = "__import__plans: scripts/both.yaml\n" + PLAIN.replace("good.py}", "both.yaml}");
        apply(text, ADMIN);
        Map<String, FileText> edited = Map.of("shop/scripts/both.yaml", new FileText(program + "three: {}\n", ""));
        List<ThrowingCallable> edits = List.of(
                () -> bench.engine.apply("shop", text, "", edited, ADMIN),
                () -> bench.engine.delete("shop", "plans", List.of("two"), "", ADMIN));
        for (ThrowingCallable edit : edits) {
            assertThatThrownBy(edit).hasMessageContaining("An imported file cannot begin with #! as a program does.");
        }
        assertThat(bench.file("shop/scripts/both.yaml")).hasContent(program);
    }

    @Test
    void aUnitWithOtherFilesIsForAdmins() throws IOException {
        Path lying = lying(PLAIN);
        Files.writeString(lying.resolve("shop/scripts/good.py"), "#!/usr/bin/python3\nevil()\n");
        adminsOnly(
                "files in its folder would be others, which scripts may use: shop/scripts/good.py",
                () -> units.install(new UnitSource.Place(lying), "", EDITOR),
                () -> units.install(new UnitSource.Place(lying), "", ADMIN));
        assertThat(bench.trust.trusted("shop")).as("nobody has looked at it").isFalse();
    }

    @Test
    void aUnitWithTheSameFilesAndAnotherTextIsForAdmins() throws IOException {
        Path lying = lying(EVIL);
        adminsOnly(
                "shop/scripts/evil.py (plans validate)",
                () -> units.install(new UnitSource.Place(lying), "", EDITOR),
                () -> units.install(new UnitSource.Place(lying), "", ADMIN));
    }

    /** The package as a unit that lies elsewhere, with this text. */
    private Path lying(String text) throws IOException {
        Path lying = Files.createDirectories(folder.resolve("lying"));
        Files.createDirectories(lying.resolve("shop/scripts"));
        Files.writeString(lying.resolve("shop.yaml"), text);
        for (String file : List.of("shop/scripts/good.py", "shop/scripts/evil.py", "shop/part.yaml")) {
            Files.copy(bench.file(file), lying.resolve(file));
        }
        return lying;
    }

    @Test
    void aRollbackToOtherScriptsIsForAdmins() throws IOException {
        Map<String, PastFile> past = Map.of(
                "shop.yaml", new PastFile(PLAIN::getBytes, false),
                "shop/scripts/good.py", new PastFile("#!/usr/bin/python3\nold()\n"::getBytes, true));
        adminsOnly(
                "shop/scripts/good.py",
                () -> units.restore("shop", past, "", EDITOR),
                () -> units.restore("shop", past, "", ADMIN));
    }

    @Test
    void lookingAtWhatWouldBeCallsNothing() throws IOException {
        bench.engine.plan("shop", EVIL);
        Path lying = lying(EVIL);
        units.plan(new UnitSource.Place(lying));
        bench.engine.draft("shop", EVIL, List.of(), List.of());
        assertThat(bench.takeCalled()).isEmpty();
    }

    @Test
    void anInstanceOfATrustedSpecBringsNoProgramOfItsOwnChoice() throws IOException {
        bench.python("spec/scripts/a.py", "answer = []");
        bench.python("spec/scripts/b.py", "answer = []");
        bench.save(
                "spec",
                "schema parameters: {what: {type: text, required: true}}",
                "schema: {plans: {fields: {script: text}, run: \"scripts/%(script)s\"}}",
                "plans: {one: {script: \"%(item.what)s\"}}");
        bench.save("user", "schema instance: {of: spec, items: {north: {what: a.py}}}");
        bench.trust.trust("spec");
        String other = "schema instance: {of: spec, items: {north: {what: b.py}}}\n";
        assertThatThrownBy(() -> bench.engine.apply("user", other, "", EDITOR))
                .hasMessageContaining("it would run spec/scripts/b.py (north/plans run)");
        bench.engine.apply("user", other, "", ADMIN);
    }

    @Test
    void editorsMakeInstancesOfATrustedSpec() throws IOException {
        bench.python("spec/scripts/a.py", "answer = {}");
        bench.save(
                "spec",
                "schema parameters: {what: {type: text, required: true}}",
                "schema: {plans: {fields: {script: text}, process: scripts/a.py}}",
                "plans: {one: {script: \"%(item.what)s\"}}");
        bench.trust.trust("spec");
        bench.engine.apply("user", "schema instance: {of: spec, items: {north: {what: x}}}\n", "", EDITOR);
        bench.engine.apply(
                "user", "schema instance: {of: spec, items: {north: {what: x}, south: {what: y}}}\n", "", EDITOR);
        assertThat(bench.takeCalled()).contains("scripts/a.py");
    }

    @Test
    void aKeyInDisguiseIsSeen() throws IOException {
        String hidden = EVIL.replace("schema:", "\"sch\\u0065ma\":");
        adminsOnly("shop/scripts/evil.py (plans validate)", () -> apply(hidden, EDITOR), () -> {});
        String type = "? field\n  types\n: {zone: {type: text, format: scripts/evil.py}}\n"
                + PLAIN.replace("zone: text", "zone: zone").replace("one: {", "one: {zone: z, ");
        adminsOnly("shop/scripts/evil.py (type zone format)", () -> apply(type, EDITOR), () -> {});
    }

    @Test
    void whateverRunsNothingElseIsForEditors() throws IOException {
        apply(PLAIN + "  two: {script: good.py, zone: z1}\n", EDITOR);
        apply(PLAIN.replace("    validate: scripts/good.py\n", ""), EDITOR);
        assertThat(bench.trust.trusted("shop")).isTrue();
        bench.trust.revoke("shop");
        apply(EVIL, EDITOR);
        assertThat(bench.info("shop").pending()).containsKey("shop/plans");
    }

    @Test
    void whoMayWriteTheFilesIsTrustedToo() throws IOException {
        bench.write("shop.yaml", EVIL);
        bench.look();
        assertThat(bench.trust.trusted("shop")).isTrue();
        assertThat(bench.takeCalled()).contains("scripts/evil.py");
    }

    @Test
    void aPackageWhoseFileIsDeletedByHandIsTrustedNoMore() throws IOException {
        Files.delete(bench.file("shop.yaml"));
        bench.look();
        assertThat(bench.trust.trusted("shop")).isFalse();
        apply(EVIL, EDITOR);
        assertThat(bench.takeCalled()).isEmpty();
    }

    @Test
    void norIsOneThatIsDeletedWhileNothingRuns() throws IOException {
        bench.engine.close();
        Files.delete(bench.file("shop.yaml"));
        bench.open();
        bench.save("shop", EVIL);
        assertThat(bench.trust.trusted("shop")).isFalse();
        assertThat(bench.takeCalled()).isEmpty();
    }

    @Test
    void norIsOneThatIsRemovedAndInstalledAgain() throws IOException {
        Path lying = lying(PLAIN);
        bench.engine.remove("shop", "", EDITOR);
        units.install(new UnitSource.Place(lying), "", ADMIN);
        assertThat(bench.trust.trusted("shop")).isFalse();
        assertThat(bench.takeCalled()).isEmpty();
    }
}
