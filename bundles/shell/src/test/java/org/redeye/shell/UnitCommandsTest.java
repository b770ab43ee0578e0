package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Units;
import org.redeye.shell.Fakes.FakePackages;
import org.redeye.shell.Fakes.FakeUnits;
import org.redeye.shell.Shell.Answer;

/** The commands about packages with their files, and about nodes of their texts. */
class UnitCommandsTest {

    @TempDir
    private Path folder;

    private final FakePackages packages = new FakePackages();
    private final FakeUnits units = new FakeUnits(packages);
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new Shell(folder);
        shell.start(Packages.class, packages);
        shell.start(PendingChanges.class, new FakeChanges());
        shell.start(Units.class, units);
        packages.texts.put("lan", "http\nhosts/list\n");
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @Test
    void installsAfterSayingWhatThatDoes() throws Exception {
        Path file = Files.writeString(folder.resolve("lan.zip"), "ping\n");
        assertThat(shell.run("rem:package-install " + file + " --dry-run").rows())
                .containsExactly(
                        "lan 1.0.0 → 2.0.0, unsigned",
                        "Installing it would add 1, change 0 and remove 2.",
                        "Change|Declaration",
                        "add|ping",
                        "remove|http",
                        "remove|hosts/list",
                        "Change|File",
                        "add|lan/a.py",
                        "change|lan.yaml");
        assertThat(shell.run("rem:package-plan " + file).out()).contains("Installing it would add 1");
        assertThat(packages.texts).containsEntry("lan", "http\nhosts/list\n");

        units.signed = "release";
        Answer answer = shell.run("rem:package-install " + file + " --json --why 'Newer'");
        assertThat(answer.json().get("signed_by").asText()).isEqualTo("release");
        assertThat(answer.json().at("/files/added/0").asText()).isEqualTo("lan/a.py");
        assertThat(packages.texts).containsEntry("lan", "ping\n");
        assertThat(packages.changed.why()).isEqualTo("Newer");
    }

    @Test
    void saysWhatIsWrongWithAUnit() throws Exception {
        Path file = Files.writeString(folder.resolve("lan.zip"), "a tab\n");
        Answer answer = shell.run("rem:package-install " + file);
        assertThat(answer.failed()).isTrue();
        assertThat(answer.err()).contains("'tab' is no key of a check. Did you mean 'table'?");
        assertThat(shell.run("rem:package-install " + folder.resolve("none")).err())
                .contains("There is no file none.");
    }

    @Test
    void exportsIntoANewFile() throws Exception {
        Path target = folder.resolve("out.zip");
        assertThat(shell.run("rem:package-export lan --to " + target).out()).startsWith("lan is in " + target);
        assertThat(target).hasContent("http\nhosts/list\n");
        assertThat(shell.run("rem:package-export lan --to " + target).err()).contains("is there already");
        assertThat(shell.run("rem:package-export lan --to /etc/passwd").err()).contains("no name of an archive");
        assertThat(shell.run("rem:package-export lam --to " + folder.resolve("x.zip"))
                        .err())
                .contains("there is no package 'lam'");
        assertThat(folder.resolve("x.zip")).doesNotExist();
    }

    @Test
    void signsWithAKey() {
        assertThat(shell.run("rem:package-sign /tmp/lan").err()).contains("which key? --key FILE");
        assertThat(shell.run("rem:package-sign /tmp/lan --key /tmp/k.pem").out())
                .contains("lan/SHA256SUMS and lan/SHA256SUMS.sig in /tmp/lan");
        assertThat(units.signed).isEqualTo("/tmp/lan by /tmp/k.pem");
    }

    @Test
    void showsHowAPackageStands() {
        units.drift = new FileChanges(List.of("lan/own"), List.of("lan.yaml"), List.of("lan/a.py"));
        assertThat(shell.run("rem:package-show lan").rows())
                .containsExactly(
                        "What|Is",
                        "package|lan 1.0.0, The lan",
                        "state|applied",
                        "section|checks (2)",
                        "pending|lan/jobs: needs section:jobs",
                        "came|from lan.zip at 2026-11-21T09:30:00Z, signed by release",
                        "edited|lan.yaml: changed since",
                        "edited|lan/a.py: removed since",
                        "edited|lan/own: added since",
                        "requires|package base [1.0.0,2.0.0): 1.5 is there",
                        "requires|plugin probe:ups 1.0.0: not there",
                        "required by|office",
                        "falls back on|base");
        assertThat(shell.run("rem:package-show lan --json")
                        .json()
                        .at("/unit/drift/changed/0")
                        .asText())
                .isEqualTo("lan.yaml");
        assertThat(shell.run("rem:package-show lam").err()).contains("there is no package 'lam'", "lan");
        assertThat(shell.complete("package-show", "package-show ")).contains("lan");
    }

    @Test
    void makesAPackage() {
        shell.run("rem:package-new wan --title 'The wide one' --dry-run");
        assertThat(packages.texts).doesNotContainKey("wan");
        assertThat(shell.run("rem:package-new wan --title 'The wide one'").out())
                .startsWith("wan is made.");
        assertThat(packages.texts)
                .containsEntry("wan", "package:\n  name: wan\n  version: 0.1.0\n  title: 'The wide one'\n");
        assertThat(shell.run("rem:package-new lan").err()).contains("there is a package 'lan' already");
    }

    @Test
    void showsANode() {
        assertThat(shell.run("rem:node-get lan http").out()).isEqualTo("http: raw # note\n");
        assertThat(shell.run("rem:node-get lan hosts/list --json")
                        .json()
                        .at("/path/1")
                        .asText())
                .isEqualTo("list");
        assertThat(shell.run("rem:node-get lan nothing").err()).contains("There is no 'nothing' in the package 'lan'.");
        assertThat(shell.run("rem:node-get lam http").err()).contains("There is no package 'lam'.");
        assertThat(shell.run("rem:node-get lan").err()).contains("which path?");
    }

    /** The edits that a command has made, as the engine was asked for them. */
    private String edited(String command) {
        String before = packages.texts.get("lan");
        assertThat(shell.run(command + " --dry-run").failed()).isFalse();
        assertThat(packages.texts).containsEntry("lan", before);
        Answer answer = shell.run(command + " --why Because");
        assertThat(answer.err()).isEmpty();
        assertThat(packages.changed.why()).isEqualTo("Because");
        return packages.texts.get("lan").substring(before.length()).strip();
    }

    @Test
    void changesNodes() {
        assertThat(edited("rem:node-set lan http 'a b'")).isEqualTo("Set[path=[http], value=a b]");
        assertThat(edited("rem:node-set lan hosts/lan/db~11/address 10.0.0.1"))
                .isEqualTo("InsertEntry[into=[hosts, lan, db/1], key=address, value=10.0.0.1, place=Last[]]");
        assertThat(edited("rem:node-set lan hosts/list/- x"))
                .isEqualTo("InsertItem[into=[hosts, list], value=x, place=Last[]]");
        assertThat(edited("rem:node-remove lan hosts/list/0")).isEqualTo("Remove[path=[hosts, list, 0]]");
        assertThat(edited("rem:node-move lan http hosts --first"))
                .isEqualTo("Move[path=[http], into=[hosts], place=First[]]");
        assertThat(edited("rem:node-copy lan http hosts"))
                .isEqualTo("Paste[into=[hosts], text=http: raw # note\\n, place=Last[]]");
        assertThat(edited("rem:node-copy lan http hosts --as other"))
                .isEqualTo("InsertEntry[into=[hosts], key=other, value=raw, place=Last[]]");
        assertThat(shell.run("rem:node-set lan http 'a tab'").err()).contains("'tab' is no key of a check.");
    }
}
