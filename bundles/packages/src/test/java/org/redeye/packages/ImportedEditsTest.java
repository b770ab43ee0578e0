package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.Outline;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.packages.unit.Swap;

/** An edit is written to the file that owns the line. */
class ImportedEditsTest {

    private static final String OWN =
            "# the shop\nthings:\n  dmz:\n    z: {size: 9}   # own\n__import__things: things.yaml\n";
    private static final String LAN =
            "# the lan\nlan:\n  a: {size: 1}   # first\n  b: {size: 2}\n__import__wan: wan.yaml\n";
    private static final String WAN = "c: {size: 3}\r\n# last";

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(folder);
        bench.write("shop/things.yaml", LAN);
        bench.write("shop/wan.yaml", WAN);
        bench.save("shop", OWN.stripTrailing());
        assertThat(bench.problems("shop")).isEmpty();
        bench.told.take();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private Draft draft(Map<String, FileText> files, Edit... edits) {
        return bench.engine.draft("shop", OWN, files, List.of(edits), List.of("things", "wan", "c"));
    }

    private static Map<String, FileText> files(Draft draft) {
        var files = new HashMap<String, FileText>();
        draft.files().forEach((file, changed) -> files.put(file, new FileText(changed.text(), changed.etag())));
        return files;
    }

    private void save(Draft draft) {
        bench.engine.apply("shop", draft.text(), "", files(draft), Change.by("anne"));
    }

    private String read(String file) throws IOException {
        return Files.readString(bench.file(file));
    }

    @Test
    void anEditOfAnImportedItemChangesOnlyItsBytesInItsFile() throws IOException {
        Draft draft = draft(Map.of(), new Edit.Set(List.of("things", "wan", "c", "size"), "33"));
        assertThat(draft.problems()).isEmpty();
        assertThat(draft.text()).isEqualTo(OWN);
        assertThat(draft.steps()).containsExactly(List.of());
        assertThat(draft.fileSteps()).containsExactly(Map.of("shop/wan.yaml", List.of(new Splice(10, 11, "33"))));
        assertThat(draft.plan().orElseThrow().changed()).containsExactly("shop/things/wan/c");
        assertThat(read("shop/wan.yaml")).isEqualTo(WAN);
        save(draft);
        assertThat(read("shop/wan.yaml")).isEqualTo("c: {size: 33}\r\n# last");
        assertThat(read("shop/things.yaml")).isEqualTo(LAN);
        assertThat(read("shop.yaml")).isEqualTo(OWN);
        assertThat(bench.told.take()).containsExactly("~shop/things/wan/c=33");
        bench.look();
        assertThat(bench.told.take()).isEmpty();
    }

    @Test
    void aDraftGoesOnWithTheFilesOfTheOneBefore() throws IOException {
        Draft first = draft(Map.of(), new Edit.Set(List.of("things", "wan", "c", "size"), "33"));
        Draft second = draft(files(first), new Edit.Rename(List.of("things", "lan", "a"), "aa"));
        assertThat(second.files().get("shop/wan.yaml").before()).isEqualTo(WAN);
        assertThat(second.files()).containsOnlyKeys("shop/wan.yaml", "shop/things.yaml");
        assertThat(second.plan().orElseThrow().changed()).containsExactly("shop/things/wan/c");
        save(second);
        assertThat(read("shop/things.yaml")).isEqualTo(LAN.replace(" a:", " aa:"));
        assertThat(bench.told.take())
                .containsExactlyInAnyOrder("+shop/things/lan/aa=1", "~shop/things/wan/c=33", "-shop/things/lan/a");
    }

    @Test
    void somethingNewGoesToTheFileOfItsSiblings() throws IOException {
        save(draft(
                Map.of(),
                new Edit.InsertEntry(List.of("things", "wan"), "d", Map.of("size", "4"), Place.last()),
                new Edit.InsertEntry(List.of("things"), "vpn", Map.of("v", Map.of("size", "5")), Place.after("lan")),
                new Edit.InsertEntry(List.of("things", "lab"), "l", Map.of("size", "6"), Place.last()),
                new Edit.Paste(List.of("things", "lan"), "p: {size: 7}\n", Place.first())));
        assertThat(read("shop/wan.yaml")).contains("\nd:").endsWith("# last");
        assertThat(read("shop/things.yaml")).contains("vpn:").contains("p: {size: 7}");
        assertThat(read("shop.yaml")).contains("lab:");
        assertThat(bench.told.take()).hasSize(4);
    }

    @Test
    void aMoveToAnotherFileTakesItsCommentsAlong() throws IOException {
        Draft draft = draft(
                Map.of(), new Edit.Move(List.of("things", "lan", "a"), List.of("things", "wan"), Place.before("c")));
        assertThat(draft.fileSteps().get(0)).containsOnlyKeys("shop/wan.yaml", "shop/things.yaml");
        save(draft);
        assertThat(read("shop/wan.yaml")).isEqualTo("a: {size: 1}   # first\r\nc: {size: 3}\r\n# last");
        assertThat(read("shop/things.yaml")).isEqualTo(LAN.replace("  a: {size: 1}   # first\n", ""));
        assertThat(bench.told.take()).containsExactlyInAnyOrder("+shop/things/wan/a=1", "-shop/things/lan/a");
    }

    @Test
    void whatImportsAFileIsItselfRemovedRenamedAndMoved() {
        Draft renamed = draft(Map.of(), new Edit.Rename(List.of("things", "wan"), "world"));
        assertThat(renamed.files().get("shop/things.yaml").text()).contains("__import__world: wan.yaml");
        Draft removed = draft(Map.of(), new Edit.Remove(List.of("things", "wan")));
        assertThat(removed.files().get("shop/things.yaml").text()).doesNotContain("__import__");
        assertThat(removed.plan().orElseThrow().removed()).containsExactly("shop/things/wan/c");
        assertThatThrownBy(() -> draft(Map.of(), new Edit.Remove(List.of("things"))))
                .hasMessage("'things' is put together of shop.yaml and shop/things.yaml; edit what stands in it, or the"
                        + " files.");
        assertThatThrownBy(() -> draft(Map.of(), new Edit.Set(List.of("things", "wan"), Map.of())))
                .hasMessageContaining("is all that shop/wan.yaml says");
    }

    @Test
    void theTreeTellsInWhichFileSomethingStands() {
        Draft draft = draft(Map.of());
        Outline things = draft.outline().get(0);
        assertThat(things.file()).isEmpty();
        assertThat(things.children()).extracting(Outline::key).containsExactly("dmz", "lan", "wan");
        assertThat(things.children())
                .extracting(Outline::file)
                .containsExactly("", "shop/things.yaml", "shop/things.yaml");
        assertThat(OWN.substring(things.from(), things.to())).endsWith("z: {size: 9}");
        Outline wan = things.children().get(2);
        assertThat(LAN.substring(wan.from(), wan.to())).isEqualTo("__import__wan");
        assertThat(wan.children().get(0).file()).isEqualTo("shop/wan.yaml");
        assertThat(draft.spot().orElseThrow().yaml()).isEqualTo("c: {size: 3}\r\n");
        assertThat(draft.spot().orElseThrow().positions().get("size").file()).isEqualTo("shop/wan.yaml");
    }

    @Test
    void anEditByHandInBetweenIsAConflictAndStays() throws IOException {
        Draft draft = draft(Map.of(), new Edit.Set(List.of("things", "wan", "c", "size"), "33"));
        bench.write("shop/wan.yaml", "c: {size: 4}\n");
        assertThat(draft(files(draft)).files().get("shop/wan.yaml").etag())
                .isEqualTo(draft.files().get("shop/wan.yaml").etag());
        assertThatThrownBy(() -> save(draft))
                .hasMessage("shop/wan.yaml was changed in between; look at it again before you change it.");
        assertThat(read("shop/wan.yaml")).isEqualTo("c: {size: 4}\n");
        bench.look();
        assertThat(bench.told.take()).containsExactly("~shop/things/wan/c=4");
    }

    @Test
    void aMistakeInOneFileLeavesAllAsTheyAre() throws IOException {
        Draft draft = draft(
                Map.of(),
                new Edit.Set(List.of("things", "lan", "a", "size"), "11"),
                new Edit.Set(List.of("things", "wan", "c", "size"), "333"));
        assertThat(draft.problems().get(0).toString())
                .isEqualTo("shop/wan.yaml:1:11: 'size' must be at most 100, not 333.");
        assertThatThrownBy(() -> save(draft)).isInstanceOf(PackageException.class);
        assertThat(read("shop/things.yaml")).isEqualTo(LAN);
    }

    @Test
    void onlyImportedFilesAreWrittenAndNoPrograms() throws IOException {
        bench.write("shop/other.yaml", "x: 1\n");
        bench.program("shop/scripts/run.sh", "#!/bin/sh");
        for (String file : List.of("shop/other.yaml", "shop/scripts/run.sh", "shop/../../x.yaml", "other.yaml")) {
            assertThatThrownBy(() -> bench.engine.apply(
                            "shop", OWN, "", Map.of(file, new FileText("evil: 1\n", "")), Change.by("anne")))
                    .hasMessage("shop.yaml does not import " + file + "; only files that it imports are written.");
        }
        var program = Map.of("shop/wan.yaml", new FileText("#!/bin/sh\nc: {size: 1}\n", ""));
        assertThatThrownBy(() -> bench.engine.apply("shop", OWN, "", program, Change.by("anne")))
                .hasMessageContaining("An imported file cannot begin with #!");
        assertThat(read("shop/other.yaml")).isEqualTo("x: 1\n");
    }

    @Test
    void anItemIsAddedAndRemovedWhereItStands() throws IOException {
        bench.engine.delete("shop", "things", List.of("lan", "a"), "", Change.by("anne"));
        bench.engine.insert("shop", "things", List.of("wan", "d"), Map.of("size", "4"), "", Change.by("anne"));
        assertThat(read("shop/things.yaml")).isEqualTo(LAN.replace("  a: {size: 1}   # first\n", ""));
        assertThat(read("shop/wan.yaml")).startsWith("c: {size: 3}\r\nd:");
        assertThat(read("shop.yaml")).isEqualTo(OWN);
        assertThat(bench.told.take()).containsExactlyInAnyOrder("-shop/things/lan/a", "+shop/things/wan/d=4");
        assertThatThrownBy(() -> bench.engine.insert(
                        "shop", "things", List.of("wan", "d"), Map.of("size", "4"), "", Change.by("anne")))
                .hasMessage("'things/wan/d' is there already.");
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aCrashAtAnyStepLeavesAllFilesOldOrAllNew() throws IOException {
        var steps = new ArrayList<String>();
        crash(-1, steps);
        assertThat(steps).contains("mark", "move shop.yaml", "move shop/wan.yaml");
        for (int at = 0; at < steps.size(); at++) {
            Path packages = crash(at, new ArrayList<>());
            new Swap(packages, step -> {}).recover();
            String both = Files.readString(packages.resolve("shop.yaml"))
                    + Files.readString(packages.resolve("shop/wan.yaml"));
            assertThat(both)
                    .as(steps.get(at))
                    .isEqualTo(at <= steps.indexOf("mark") ? "old: 1\nold: 2\n" : "new: 1\nnew: 2\n");
            assertThat(packages.resolve("shop/.hidden")).exists();
            assertThat(packages.resolve(".staged")).isEmptyDirectory();
        }
    }

    private Path crash(int at, List<String> steps) throws IOException {
        Path packages = folder.resolve("crash" + at);
        Files.createDirectories(packages.resolve("shop"));
        Files.writeString(packages.resolve("shop.yaml"), "old: 1\n");
        Files.writeString(packages.resolve("shop/wan.yaml"), "old: 2\n");
        Files.writeString(packages.resolve("shop/.hidden"), "");
        var writer = new PackageFolder(packages, step -> {
            if (steps.size() == at) {
                throw new Crash();
            }
            steps.add(step);
        });
        try {
            writer.write("shop", Map.of("shop.yaml", "new: 1\n", "shop/wan.yaml", "new: 2\n"));
        } catch (Crash e) {
            steps.add("crashed");
        }
        return packages;
    }
}
