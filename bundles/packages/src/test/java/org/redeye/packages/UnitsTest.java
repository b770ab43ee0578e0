package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Revision;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.GitHistory;
import org.redeye.packages.history.GitRecorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** Packages with their folders, as they come, change, are rolled back and go. */
class UnitsTest {

    private static final Change ANNE = Change.by("anne");
    private static final Map<String, String> V1 = Map.of(
            "shop.yaml", "package: {name: shop, version: 1.0.0}\nthings: {g: {one: {size: 1}}}\n",
            "shop/scripts/plan.py", "#!/usr/bin/env python3\nprint(1)\n",
            "shop/pages/a.html", "<p>Größe</p>\r\n");
    private static final Map<String, String> V2 = Map.of(
            "shop.yaml", "package: {name: shop, version: 2.0.0}\nthings: {g: {two: {size: 1}, one: {size: 2}}}\n",
            "shop/scripts/plan.py", "#!/usr/bin/env python3\nprint(2)\n",
            "shop/logo.bin", "\u0000\u0001");

    @TempDir
    private Path data;

    private final FakePluginRegistry plugins = new FakePluginRegistry()
            .withClassPath("field", FieldType.class)
            .with("section", "things", new PackagesEngineTest.Things());
    private final PackagesEngineTest.Recorder things = new PackagesEngineTest.Recorder();
    private final List<String> steps = new ArrayList<>();
    private int crashAt = Integer.MAX_VALUE;
    private Path folder;
    private PackagesEngine packages;
    private GitRecorder recorder;
    private UnitsEngine units;
    private GitHistory history;

    /** The process dies. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void start() throws IOException {
        folder = data.resolve("data/packages");
        recorder = new GitRecorder(FakePlatform.in(data).data().resolve("packages"), "node1", () -> Instant.now()
                .plus(GitRecorder.GRACE));
        packages = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                recorder,
                new Guard(Duration.ofSeconds(5)),
                step -> {
                    steps.add(step);
                    if (steps.size() > crashAt) {
                        throw new Crash();
                    }
                });
        packages.addReconciler(things);
        units = new UnitsEngine(packages, FakePlatform.in(data), plugins);
        history = new GitHistory(recorder, units);
        recorder.work(true);
    }

    @AfterEach
    void stop() {
        packages.close();
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : new LinkedHashMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static UnitSource archive(Map<String, String> files) throws IOException {
        return new UnitSource.Archive("shop.zip", new ByteArrayInputStream(zip(files)));
    }

    private UnitPlan install(Map<String, String> files) throws IOException {
        UnitPlan plan = units.install(archive(files), "", ANNE);
        recorder.work(true);
        return plan;
    }

    /** Every file of the unit, with a mark if it may be executed. */
    private Map<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                if (!path.startsWith(".")) {
                    tree.put(
                            path,
                            (Files.isExecutable(file) ? "x " : "  ")
                                    + Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return tree;
    }

    private String newest() {
        return history.log("shop", 1, "").get(0).id();
    }

    private void assertRefused(Map<String, String> files, String message) throws IOException {
        UnitSource source = archive(files);
        assertThatThrownBy(() -> units.install(source, "", ANNE))
                .isInstanceOf(PackageException.class)
                .hasMessageStartingWith("shop.zip: " + message);
        assertThat(tree()).isEmpty();
        assertThat(folder.resolve(".staged")).isDirectoryNotContaining("glob:**/[0-9]*");
    }

    @Test
    void installsAnArchiveWhole() throws IOException {
        UnitPlan rehearsed = units.plan(archive(V1));
        assertThat(tree()).isEmpty();
        UnitPlan plan = install(V1);

        assertThat(plan).isEqualTo(rehearsed);
        assertThat(plan)
                .isEqualTo(new UnitPlan(
                        "shop",
                        "",
                        "1.0.0",
                        "",
                        new Plan(
                                "shop",
                                List.of("shop/things/g/one"),
                                List.of(),
                                List.of(),
                                plan.plan().etag(),
                                new FileChanges(
                                        List.of("shop.yaml", "shop/pages/a.html", "shop/scripts/plan.py"),
                                        List.of(),
                                        List.of()))));
        assertThat(tree())
                .containsOnlyKeys("shop.yaml", "shop/pages/a.html", "shop/scripts/plan.py")
                .containsEntry("shop/scripts/plan.py", "x " + V1.get("shop/scripts/plan.py"));
        assertThat(things.take()).containsExactly("+shop/things/g/one=1");
        assertThat(units.find("shop").orElseThrow().source()).isEqualTo("shop.zip");
    }

    @Test
    void installsFoldersYamlFilesAndBundles() throws IOException {
        Path lying = data.resolve("lying");
        for (var file : V1.entrySet()) {
            Files.createDirectories(lying.resolve(file.getKey()).getParent());
            Files.writeString(lying.resolve(file.getKey()), file.getValue());
        }
        units.install(new UnitSource.Place(lying), "", ANNE);
        Map<String, String> whole = tree();
        assertThat(whole).hasSize(3);

        units.install(new UnitSource.Place(lying.resolve("shop.yaml")), "", ANNE);
        assertThat(tree()).as("the unit is what came, no more").containsOnlyKeys("shop.yaml");

        var inBundle = new LinkedHashMap<String, String>();
        inBundle.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
        inBundle.put("org/example/A.class", "x");
        V1.forEach((path, text) -> inBundle.put("META-INF/rem/package/" + path, text));
        Path jar = Files.write(data.resolve("shop-plugin.jar"), zip(inBundle));
        units.install(new UnitSource.Place(jar), "", ANNE);
        assertThat(tree()).isEqualTo(whole);
    }

    @Test
    void anUpgradeThatIsRolledBackLeavesEveryByteAsItWas() throws IOException {
        install(V1);
        Map<String, String> first = tree();
        String revision = newest();
        UnitPlan plan = install(V2);
        assertThat(plan.before()).isEqualTo("1.0.0");
        assertThat(plan.plan().files())
                .isEqualTo(new FileChanges(
                        List.of("shop/logo.bin"),
                        List.of("shop.yaml", "shop/scripts/plan.py"),
                        List.of("shop/pages/a.html")));
        assertThat(tree()).isNotEqualTo(first);
        things.take();

        Plan rehearsed = history.plan("shop", revision);
        Plan done = history.rollback("shop", revision, "", ANNE);
        recorder.work(true);

        assertThat(done).isEqualTo(rehearsed);
        assertThat(done.files().count()).isEqualTo(4);
        assertThat(tree()).isEqualTo(first);
        assertThat(things.take()).containsExactlyInAnyOrder("~shop/things/g/one=1", "-shop/things/g/two");
        assertThat(new Git(folder).run("status", "--porcelain")).isEmpty();
        assertThat(new Git(folder).run("diff", revision, "HEAD")).isEmpty();
        assertThat(history.log("shop", 10, "").stream().map(Revision::message))
                .containsExactly(
                        "Roll back shop to " + revision.substring(0, 7),
                        "Install shop 2.0.0 in place of 1.0.0",
                        "Install shop 1.0.0");
        assertThat(units.find("shop").orElseThrow().drift()).isEqualTo(FileChanges.NONE);
    }

    @Test
    void showsWhatAnUpgradeChangedInEachFile() throws IOException {
        install(V1);
        String first = newest();
        install(V2);

        assertThat(history.diff("shop", first, newest()))
                .contains("--- a/shop.yaml\n+++ b/shop.yaml\n")
                .contains("--- a/shop/pages/a.html\n+++ /dev/null\n")
                .contains("-print(1)\n+print(2)\n")
                .contains("+++ b/shop/logo.bin\nThese files differ");
        assertThat(history.diff("shop", "", "")).isEmpty();
    }

    @Test
    void removesTheWholeUnitAndBringsItBack() throws IOException {
        install(V1);
        Map<String, String> first = tree();
        String revision = newest();
        Plan rehearsed = units.removal("shop");
        assertThat(tree()).isEqualTo(first);
        assertThat(packages.remove("shop", "", ANNE)).isEqualTo(rehearsed);
        assertThat(rehearsed.files().removed()).hasSize(3);
        recorder.work(true);
        assertThat(tree()).isEmpty();
        assertThat(new Git(folder).run("status", "--porcelain")).isEmpty();

        history.rollback("shop", revision, "", ANNE);
        assertThat(tree()).isEqualTo(first);
    }

    @Test
    void whatWasEditedSinceIsKeptBeforeItIsReplaced() throws IOException {
        install(V1);
        Files.writeString(folder.resolve("shop/pages/a.html"), "mine");
        Files.writeString(folder.resolve("shop/own.txt"), "mine, too");
        install(V2);

        Revision kept = history.log("shop", 10, "").get(1);
        assertThat(kept.message()).isEqualTo("Edit shop, replaced before it came into force");
        history.rollback("shop", kept.id(), "", ANNE);
        assertThat(tree()).containsEntry("shop/pages/a.html", "  mine").containsEntry("shop/own.txt", "  mine, too");
    }

    @Test
    void aUnitWithMistakesLeavesEverythingAsItWas() throws IOException {
        install(V1);
        Map<String, String> first = tree();
        var wrong = new TreeMap<>(V2);
        wrong.put("shop.yaml", "package: {name: shop, version: 2.0.0}\nthings: {g: {one: {sice: 1}}}\n");

        UnitSource source = archive(wrong);
        assertThatThrownBy(() -> units.install(source, "", ANNE))
                .hasMessageStartingWith("shop.yaml:2:20: 'sice' is not known here");
        wrong.put("shop.yaml", "package: {name: shob}\n");
        UnitSource misnamed = archive(wrong);
        assertThatThrownBy(() -> units.install(misnamed, "", ANNE))
                .hasMessageContaining("The package is called 'shob' but its file shop.yaml");
        UnitSource stale = archive(V2);
        assertThatThrownBy(() -> units.install(stale, "0123456789abcdef", ANNE))
                .hasMessageContaining("was changed in between");
        assertThat(tree()).isEqualTo(first);
    }

    @Test
    void refusesWhatIsNoUnit() throws IOException {
        assertRefused(Map.of(), "There is no package in it: expected one file NAME.yaml");
        assertRefused(Map.of("readme.txt", "x"), "There is no package in it: expected one file NAME.yaml");
        assertRefused(Map.of("shop.yaml", "", "a.yaml", ""), "There are two packages in it, a.yaml and shop.yaml;");
        assertRefused(
                Map.of("shop.yaml", "", "old/shop.yaml", ""),
                "The package shop is in it twice: shop.yaml and old/shop.yaml.");
        assertRefused(Map.of("shop.yaml", "", "readme.txt", ""), "'readme.txt' stands outside of the package;");
        assertRefused(Map.of("shop.yaml", "", "other/x", ""), "'other/x' stands outside of the package;");
        assertRefused(Map.of("shop.yaml", "", "shop/../../x", ""), "'shop/../../x' leads out of the unit ('..').");
        assertRefused(Map.of("shop.yaml", "", "shop\\..\\x", ""), "'shop\\..\\x' leads out of the unit ('..').");
        assertRefused(Map.of("shop.yaml", "", "/etc/passwd", ""), "'/etc/passwd' is an absolute path;");
        assertRefused(Map.of("shop.yaml", "", "C:/x", ""), "'C:/x' is an absolute path;");
        assertRefused(Map.of("shop.yaml", "", "shop/.git/config", ""), "'shop/.git/config' is a hidden file,");
        assertRefused(
                Map.of("shop.yaml", "", "shop/Über.txt", "", "shop/über.TXT", ""),
                "'shop/Über.txt' and 'shop/über.TXT' are one file where upper and lower case are alike.");
        assertRefused(Map.of("shop.yaml", "", "shop/a", "", "shop/a/b", ""), "'shop/a' is a file and a folder in it.");
    }

    @Test
    void refusesArchivesThatAreMadeToDoHarm() throws IOException {
        var many = new LinkedHashMap<String, String>();
        many.put("shop.yaml", "");
        for (int i = 0; i < 2_000; i++) {
            many.put("shop/" + i, "");
        }
        assertRefused(many, "It has more than 2000 files");
        assertRefused(
                Map.of("shop.yaml", "", "shop/zero", "\u0000".repeat(5_000_000)),
                "It holds more than 100 times its own size");

        byte[] twice = zip(Map.of("shop.yaml", "", "shop/aaaa", "1", "shop/aaab", "2"));
        replace(twice, "shop/aaab", "shop/aaaa");
        assertHarm(twice, "'shop/aaaa' stands in the archive twice.");

        byte[] link = zip(Map.of("shop.yaml", "", "shop/link", "/etc/passwd"));
        int header = lastIndexOf(link, "shop/link") - 46;
        link[header + 41] = (byte) 0xa1; // S_IFLNK in the upper half of the external attributes
        assertHarm(link, "'shop/link' is a link; a unit holds its files themselves.");

        byte[] cut = java.util.Arrays.copyOf(zip(V1), 100);
        assertHarm(cut, "The archive cannot be read: it is no zip archive, or cut off.");
    }

    private void assertHarm(byte[] archive, String message) throws IOException {
        assertThatThrownBy(() ->
                        units.install(new UnitSource.Archive("shop.zip", new ByteArrayInputStream(archive)), "", ANNE))
                .hasMessageStartingWith("shop.zip: " + message);
        assertThat(tree()).isEmpty();
    }

    private static void replace(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
            System.arraycopy(to.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, to.length());
        }
    }

    private static int lastIndexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }

    @Test
    void linksInAFolderAreRefused() throws IOException {
        Path lying = Files.createDirectories(data.resolve("lying/shop"));
        Files.writeString(lying.resolveSibling("shop.yaml"), V1.get("shop.yaml"));
        Files.createSymbolicLink(lying.resolve("secret"), Files.writeString(data.resolve("secret"), "x"));
        assertThatThrownBy(() -> units.install(new UnitSource.Place(lying.getParent()), "", ANNE))
                .hasMessage("lying: 'shop/secret' is a link; a unit holds its files themselves.");
    }

    @Test
    void whateverIsInterruptedTheNextStartHasTheOldUnitOrTheNew() throws IOException {
        install(V1);
        Map<String, String> first = tree();
        install(V2);
        Map<String, String> second = tree();
        install(V1);
        steps.clear();
        install(V2);
        int count = steps.size();
        int mark = steps.indexOf("mark");
        install(V1);
        assertThat(count).isGreaterThan(6);

        for (int at = 0; at < count; at++) {
            crash(at, V2);
            Map<String, String> found = tree();
            boolean isNew = found.equals(second);
            assertThat(found).as("crash before '" + steps.get(at) + "'").isIn(first, second);
            assertThat(packages.find("shop").orElseThrow().version()).isEqualTo(isNew ? "2.0.0" : "1.0.0");
            assertThat(isNew).isEqualTo(at > mark);
            assertThat(units.find("shop").orElseThrow().drift()).isEqualTo(FileChanges.NONE);
            assertThat(new Git(folder).run("status", "--porcelain")).isEmpty();
            install(V1);
            assertThat(tree()).isEqualTo(first);
        }
    }

    @Test
    void anInterruptedRemovalIsWholeAfterTheNextStart() throws IOException {
        install(V1);
        Map<String, String> first = tree();
        steps.clear();
        packages.remove("shop", "", ANNE);
        int count = steps.size();
        install(V1);
        for (int at = 0; at < count; at++) {
            crash(at, Map.of());
            assertThat(tree()).as("crash before '" + steps.get(at) + "'").isIn(first, Map.of());
            install(V1);
        }
    }

    /** Dies before a step, and starts again. */
    private void crash(int at, Map<String, String> files) throws IOException {
        steps.clear();
        crashAt = at;
        UnitSource source = archive(files.isEmpty() ? V1 : files);
        assertThatThrownBy(() -> {
                    if (files.isEmpty()) {
                        packages.remove("shop", "", ANNE);
                    } else {
                        units.install(source, "", ANNE);
                    }
                })
                .isInstanceOf(Crash.class);
        List<String> done = List.copyOf(steps);
        crashAt = Integer.MAX_VALUE;
        packages.close();
        start();
        recorder.work(true);
        steps.clear();
        steps.addAll(done);
        while (steps.size() <= at) {
            steps.add("");
        }
    }

    @Test
    void aPackageThatShipsBringsItsFiles() throws IOException {
        stop();
        Path home = FakePlatform.in(data).home().resolve("packages");
        for (var file : V1.entrySet()) {
            Files.createDirectories(home.resolve(file.getKey()).getParent());
            Files.writeString(home.resolve(file.getKey()), file.getValue());
        }
        start();
        assertThat(tree()).containsOnlyKeys("shop.yaml", "shop/pages/a.html", "shop/scripts/plan.py");
        packages.remove("shop", "", ANNE);
        stop();
        start();
        assertThat(tree()).as("what was removed stays away").isEmpty();
    }

    @Test
    void editsOfFilesInTheFolderComeIntoTheHistory() throws IOException {
        install(V1);
        var watch = new UnitWatch(packages.road(), units.views(), new FakeEvents());
        watch.look();
        Files.writeString(folder.resolve("shop/pages/a.html"), "mine");
        watch.look();
        watch.look();
        recorder.work(true);
        Revision edit = history.log("shop", 1, "").get(0);
        assertThat(edit.message()).isEqualTo("Edit files of shop");
        assertThat(edit.author()).startsWith("by hand");
        assertThat(history.diff("shop", edit.id(), "")).isEmpty();
        assertThat(new Git(folder).run("show", "--stat", "--format=", "HEAD")).contains("shop/pages/a.html");
    }

    @Test
    void exportsTheSameBytesForTheSameFiles() throws IOException {
        install(V1);
        var one = new ByteArrayOutputStream();
        units.export("shop", one);
        packages.remove("shop", "", ANNE);
        units.install(new UnitSource.Archive("again.zip", new ByteArrayInputStream(one.toByteArray())), "", ANNE);
        var two = new ByteArrayOutputStream();
        units.export("shop", two);
        assertThat(two.toByteArray()).isEqualTo(one.toByteArray());
        assertThatThrownBy(() -> units.export("shob", two)).hasMessage("There is no package 'shob'.");
    }
}
