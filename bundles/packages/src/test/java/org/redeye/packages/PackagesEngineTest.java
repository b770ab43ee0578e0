package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Changes;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.Reconciler;
import org.redeye.api.section.SectionType;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

class PackagesEngineTest {

    private static final Change ANNE = Change.by("anne");

    /** A wish in tests: something that has a size. */
    record Thing(String id, int size) implements Declaration {}

    /** A section of things; `size: 13` breaks it, `size: 14` never ends. */
    static final class Things implements SectionType {
        @Override
        public Schema schema() {
            return Schema.fields(
                            FieldSpec.of("name", "text").build(),
                            FieldSpec.of("size", "number")
                                    .def("1")
                                    .range("0", "100")
                                    .build(),
                            FieldSpec.of("like", "reference").target("things").build(),
                            FieldSpec.of("key", "secret").build())
                    .below(IndexLayer.group("group"), IndexLayer.key("name"));
        }

        @Override
        public List<Declaration> compile(Item item, CompileContext context) {
            int size = item.value("size", Number.class, 0).intValue();
            if (size == 13) {
                throw new IllegalStateException("no luck");
            }
            while (size == 14) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    size = 15;
                }
            }
            return List.of(new Thing(item.id(), size));
        }
    }

    /** Writes down what it is told. */
    static final class Recorder implements Reconciler<Thing> {
        final List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        public Class<Thing> type() {
            return Thing.class;
        }

        @Override
        public void apply(Changes<Thing> changes) {
            changes.added().forEach(thing -> told.add("+" + thing.id() + "=" + thing.size()));
            changes.changed().forEach(thing -> told.add("~" + thing.id() + "=" + thing.size()));
            changes.removed().forEach(thing -> told.add("-" + thing.id()));
        }

        List<String> take() {
            var taken = List.copyOf(told);
            told.clear();
            return taken;
        }
    }

    @TempDir
    private Path folder;

    private final FakePluginRegistry plugins = new FakePluginRegistry().withClassPath("field", FieldType.class);
    private final FakeEvents events = new FakeEvents();
    private final Recorder recorder = new Recorder();
    private PackagesEngine engine;
    private int saves;

    @BeforeEach
    void start() throws IOException {
        plugins.with("section", "things", new Things());
        engine = open();
    }

    private PackagesEngine open() throws IOException {
        var opened = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                events,
                FakePlatform.in(folder),
                org.redeye.packages.history.Recorder.NONE,
                new Guard(Duration.ofMillis(300)));
        opened.addReconciler(recorder);
        return opened;
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private Path file(String name) {
        return folder.resolve("data/packages/" + name + ".yaml");
    }

    /** A save in an editor, seen in two looks. */
    private void save(String name, String text) throws IOException {
        Files.writeString(file(name), text);
        // two saves of a test may fall into one tick of the clock of files; nobody types that fast
        Files.setLastModifiedTime(file(name), FileTime.fromMillis(System.currentTimeMillis() + ++saves));
        engine.scan();
        engine.scan();
    }

    private List<String> problems(String text) {
        try {
            engine.plan("a", text);
            return List.of();
        } catch (PackageException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    /** At a start of the product the field types come after the packages. */
    @Test
    void aSectionOfThePackagesOwnWaitsForTheFieldTypesThatItsDefinitionIsReadWith() throws IOException {
        Files.writeString(
                file("own"),
                "schema:\n  plans:\n    grouped indexes: [{index: null, key field: name}]\n"
                        + "    fields: {size: {type: number}}\nplans:\n  a: {size: 3}\n");
        engine.close();
        plugins.remove("field", "text");
        engine = open();
        assertThat(engine.items("own", "plans")).isEmpty();

        engine.close();
        plugins.withClassPath("field", FieldType.class);
        engine = open();
        assertThat(engine.items("own", "plans")).extracting(Item::id).containsExactly("own/plans/a");
    }

    @Test
    void aKeyIsReadByTheTypeOfItsLayerUnlessTheItemSaysItItself() throws IOException {
        save(
                "own",
                "schema:\n  slots:\n    grouped indexes: [{index: rack, type: number}, {index: slot, key field: label}]\n"
                        + "    fields: {label: text}\nslots:\n  7:\n    a: {}\n    b: {rack: 9, label: lower}\n");
        assertThat(engine.items("own", "slots"))
                .extracting(item -> item.values().toString())
                .containsExactly("{rack=7, slot=a, label=a}", "{rack=9, slot=b, label=lower}");
    }

    @Test
    void anEditAppliesOnlyItsOwnDifference() throws IOException {
        save("a", "things:\n  g:\n    one: {size: 1}\n    two: {size: 2}\n");
        assertThat(recorder.take()).containsExactly("+a/things/g/one=1", "+a/things/g/two=2");
        save("a", "# moved\nthings:\n  g:\n\n    three: {}\n    two: {size: 5}\n    one: {size: 1}\n");
        assertThat(recorder.take()).containsExactly("+a/things/g/three=1", "~a/things/g/two=5");
        Files.delete(file("a"));
        engine.scan();
        engine.scan();
        assertThat(recorder.take())
                .containsExactlyInAnyOrder("-a/things/g/one", "-a/things/g/two", "-a/things/g/three");
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void anEditorMayTakeItsTime() throws IOException {
        Files.writeString(file("a"), "things: {g: {one: {si");
        engine.scan();
        Files.writeString(file("a"), "things: {g: {one: {size: 1}}}");
        Files.setLastModifiedTime(file("a"), FileTime.fromMillis(1));
        engine.scan();
        assertThat(engine.list()).as("not quiet yet").isEmpty();
        engine.scan();
        assertThat(recorder.take()).containsExactly("+a/things/g/one=1");
        assertThat(events.of("package")).hasSize(1);
    }

    @Test
    void itemsCollectTheirPositionAsFieldsUnlessTheyCarryThem() throws IOException {
        save("a", "things:\n  g:\n    one: {name: The One}\n    two:\n");
        List<Item> items = engine.items("a", "things");
        assertThat(items).extracting(item -> item.text("group")).containsExactly("g", "g");
        assertThat(items).extracting(item -> item.text("name")).containsExactly("The One", "two");
        assertThat(items).extracting(Item::path).containsExactly(List.of("g", "one"), List.of("g", "two"));
        assertThat(items.get(0).position("name")).hasToString("a.yaml:3:17");
    }

    @Test
    void keepsLastGoodVersionWhenYamlIsBroken() throws IOException {
        save("a", "things: {g: {one: {size: 1}}}\n");
        recorder.take();
        save("a", "things: {g: {one: {size: 2}}\n");
        assertThat(recorder.take()).isEmpty();
        assertThat(engine.find("a").orElseThrow().problems())
                .singleElement()
                .asString()
                .startsWith("a.yaml:2:1: ");
        assertThat(engine.items("a", "things").get(0).text("size")).isEqualTo("1");
        assertThat(events.of("package").get(1)).containsEntry("state", "refused");

        engine.close();
        engine = open();
        assertThat(recorder.take()).as("after a restart too").containsExactly("+a/things/g/one=1");
        assertThat(engine.find("a").orElseThrow().problems()).isNotEmpty();

        save("a", "things: {g: {one: {size: 2}}}\n");
        assertThat(recorder.take()).containsExactly("~a/things/g/one=2");
        assertThat(engine.find("a").orElseThrow().problems()).isEmpty();
    }

    @Test
    void everyMistakeIsNamedWithItsPlace() {
        assertThat(problems("things: {g: {one: {sice: 1}}}"))
                .containsExactly(
                        "a.yaml:1:20: 'sice' is not known here; possible are name, size, like, key. Did you mean 'size'?");
        assertThat(problems("things: {g: {one: {size: 101}}}"))
                .singleElement()
                .asString()
                .startsWith("a.yaml:1:26: 'size' ");
        assertThat(problems("things: {g: {one: {like: g/tow}, two: {}}}"))
                .singleElement()
                .asString()
                .startsWith("a.yaml:1:26: 'like' ")
                .endsWith("Did you mean 'g/two'?");
        assertThat(problems("thing: {}"))
                .containsExactly("a.yaml:1:1: There is no section 'thing'. Did you mean 'things'?");
        assertThat(problems("things: {g: [1]}"))
                .containsExactly("a.yaml:1:13: Here a map is expected: keys of the layer 'name'.");
        assertThat(problems("things: {g: {'a/b': {}}}"))
                .singleElement()
                .asString()
                .contains("a.yaml:1:14: 'a/b' cannot be a key");
        assertThat(problems("package: {name: b}"))
                .containsExactly(
                        "a.yaml:1:17: The package is called 'b' but its file a.yaml; the two must agree. Did you mean 'a'?");
        assertThat(problems("package: {nmae: a}")).singleElement().asString().endsWith("Did you mean 'name'?");
        assertThat(problems("package: {version: one}"))
                .singleElement()
                .asString()
                .contains("'one' is no version");
        assertThat(problems("things: {g: {one: {size: [1]}}}\nmore: [")).hasSize(1);
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheText() {
        assertThat(problems("things:\n  g:\n    b: {size: x}\n    a: {sice: 1}\nthing: {}\n"))
                .extracting(text -> text.substring(0, "a.yaml:3".length()))
                .containsExactly("a.yaml:3", "a.yaml:4", "a.yaml:5");
    }

    @Test
    void atMostAHundredMistakesAreTold() {
        var text = new StringBuilder("things:\n  g:\n");
        for (int i = 0; i < 150; i++) {
            text.append("    t").append(i).append(": {sice: 1}\n");
        }
        assertThat(problems(text.toString()))
                .hasSize(101)
                .last()
                .asString()
                .isEqualTo("a.yaml: … and 50 more problems.");
    }

    @Test
    void aSecretIsInNoMessage() {
        assertThat(problems("things: {g: {one: {key: [hunter2]}}}").toString()).doesNotContain("hunter2");
    }

    @Test
    void aPluginThatBreaksOrHangsIsNamedAndHarmsNobody() throws IOException {
        save("b", "things: {g: {one: {}}}");
        assertThat(problems("things: {g: {one: {size: 13}}}"))
                .containsExactly("a.yaml:1:1: section:things broke: java.lang.IllegalStateException: no luck.");
        assertThat(problems("things: {g: {one: {size: 14}}}"))
                .containsExactly("a.yaml:1:1: section:things did not answer within 0 s.");
        assertThat(engine.items("b", "things")).hasSize(1);
    }

    @Test
    void aSectionWithoutItsPluginWaitsForIt() throws IOException {
        save("a", "gadgets: {g: {one: {}}}\nthings: {g: {one: {}}}\n");
        assertThat(recorder.take()).containsExactly("+a/things/g/one=1");
        assertThat(engine.find("a").orElseThrow().pending()).containsEntry("a/gadgets", "needs section:gadgets");
        assertThat(engine.find("a").orElseThrow().warnings()).hasSize(1);
    }

    /** They are one letter apart, and come one after the other at each start. */
    @Test
    void rulesAreNoSlipForRoles() throws IOException {
        plugins.with("section", "roles", new Things());
        save("a", "rules: {g: {one: {}}}\n");
        assertThat(engine.find("a").orElseThrow().pending()).containsEntry("a/rules", "needs section:rules");
        plugins.remove("section", "roles");
        plugins.with("section", "rules", new Things());
        save("b", "roles: {g: {one: {}}}\n");
        assertThat(engine.find("b").orElseThrow().pending()).containsEntry("b/roles", "needs section:roles");
    }

    @Test
    void aSectionMayBeWrittenWithBlanks() throws IOException {
        save("a", "http pages: {index: {}}\n");
        assertThat(engine.find("a").orElseThrow().pending()).containsEntry("a/http pages", "needs section:http-pages");
        plugins.with("section", "http-pages", new Things());
        save("b", "http pages: {g: {one: {size: 2}}}\n");
        assertThat(recorder.take()).containsExactly("+b/http pages/g/one=2");
        assertThat(problems("http paegs: {}"))
                .containsExactly("a.yaml:1:1: There is no section 'http paegs'. Did you mean 'http pages'?");
    }

    @Test
    void aFieldTypeThatIsMissingMakesItsSectionWait() throws IOException {
        plugins.remove("field", "secret");
        save("a", "things: {g: {one: {}}}\n");
        assertThat(recorder.take()).isEmpty();
        assertThat(engine.find("a").orElseThrow().pending()).containsEntry("a/things", "needs field:secret");
    }

    @Test
    void aDeclarationThatNobodyMakesRealIsPending() throws IOException {
        engine.removeReconciler(recorder);
        save("a", "things: {g: {one: {}}}\n");
        assertThat(engine.find("a").orElseThrow().pending())
                .containsEntry("a/things/g/one", "needs the engine for Thing");
        engine.addReconciler(recorder);
        assertThat(recorder.take()).as("a new reconciler gets all there is").containsExactly("+a/things/g/one=1");
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        save("a", "things: {g: {one: {}, two: {}}}");
        recorder.take();
        Plan plan = engine.plan("a", "things: {g: {one: {size: 5}, three: {}}}");
        assertThat(plan.added()).containsExactly("a/things/g/three");
        assertThat(plan.changed()).containsExactly("a/things/g/one");
        assertThat(plan.removed()).containsExactly("a/things/g/two");
        assertThat(recorder.take()).isEmpty();
    }

    @Test
    void applyWritesTheFileAndTheWatchDoesNotApplyItAgain() throws IOException {
        engine.apply("a", "things: {g: {one: {}}} # as written\n", "", ANNE);
        assertThat(file("a")).hasContent("things: {g: {one: {}}} # as written\n");
        engine.scan();
        engine.scan();
        assertThat(recorder.take()).containsExactly("+a/things/g/one=1");
        assertThat(events.of("package")).hasSize(1);
        assertThat(folder.resolve("data/packages").toFile().list())
                .as("no temporary file is left")
                .containsExactlyInAnyOrder("a.yaml", ".applied", ".installed", ".shipped", ".staged");
    }

    @Test
    void aChangeOfAnotherTextIsAConflict() throws IOException {
        engine.apply("a", "things: {}\n", "", ANNE);
        String etag = engine.find("a").orElseThrow().etag();
        Files.writeString(file("a"), "things: {} # by hand\n"); // not even looked at yet
        assertThatThrownBy(() -> engine.apply("a", "things: {g: {}}\n", etag, ANNE))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
        assertThat(file("a")).hasContent("things: {} # by hand\n");
    }

    @Test
    void aPackageIsMadeOnlyIfThereIsNoneWhereThatIsAskedFor() throws IOException {
        engine.apply("a", "things: {}\n", Packages.ABSENT, ANNE);
        assertThatThrownBy(() -> engine.apply("a", "things: {g: {}}\n", Packages.ABSENT, ANNE))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessage("The package 'a' is there already.");
        assertThat(file("a")).hasContent("things: {}\n");
    }

    @Test
    void anInsertedItemIsOnePieceOfTextAndRunsAtOnce() throws IOException {
        String text = "things:\n  g: # the group\n    one: {size: 1} # first\n\n# the end\n";
        save("a", text);
        recorder.take();
        Plan plan = engine.insert("a", "things", List.of("g", "two"), Map.of("size", "2"), "", ANNE);
        assertThat(plan.added()).containsExactly("a/things/g/two");
        assertThat(file("a")).hasContent(text.replace("# first\n", "# first\n    two: {size: 2}\n"));
        assertThat(recorder.take()).containsExactly("+a/things/g/two=2");
        engine.delete("a", "things", List.of("g", "two"), "", ANNE);
        assertThat(file("a")).hasContent(text);
        assertThat(recorder.take()).containsExactly("-a/things/g/two");
    }

    @Test
    void anEditThatWouldBeWrongLeavesTheFileAlone() throws IOException {
        String text = "things:\n  g:\n    one: {size: 1}\n    two: {like: g/one}\n";
        save("a", text);
        recorder.take();
        assertThatThrownBy(() -> engine.insert("a", "things", List.of("g", "three"), Map.of("size", "x"), "", ANNE))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
        assertThatThrownBy(() -> engine.insert("a", "things", List.of("g", "one"), Map.of(), "", ANNE))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
        assertThatThrownBy(() -> engine.delete("a", "things", List.of("g", "one"), "", ANNE))
                .as("something refers to it")
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
        assertThatThrownBy(() -> engine.delete("a", "things", List.of("g", "four"), "", ANNE))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISSING));
        assertThat(file("a")).hasContent(text);
        assertThat(recorder.take()).isEmpty();
    }

    @Test
    void shippedPackagesAreCopiedOnceInTheLifeOfTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("home/packages"));
        Files.writeString(folder.resolve("home/packages/shipped.yaml"), "things: {g: {one: {}}}\n");
        engine.close();
        engine = open();
        assertThat(recorder.take()).containsExactly("+shipped/things/g/one=1");
        engine.remove("shipped", "", ANNE);
        engine.close();
        engine = open();
        assertThat(engine.list()).as("what was deleted stays away").isEmpty();
    }

    @Test
    void aFileWithABadNameOrEncodingIsRefusedInWords() throws IOException {
        save("Bad Name", "things: {}\n");
        Files.write(file("latin"), new byte[] {'a', ':', ' ', (byte) 0xe4, '\n'});
        engine.scan();
        engine.scan();
        assertThat(engine.list())
                .flatExtracting(
                        info -> info.problems().stream().map(Problem::message).toList())
                .anyMatch(text -> text.contains("no name of a package"))
                .anyMatch(text -> text.contains("not UTF-8"));
    }

    @Test
    void whatAPluginMadeRightOrWrongIsSeenWhenItComes() throws IOException {
        plugins.remove("section", "things");
        save("a", "things: {g: {one: {sice: 1}}}\n");
        assertThat(engine.find("a").orElseThrow().problems()).isEmpty();
        plugins.with("section", "things", new Things());
        org.assertj.core.api.Assertions.assertThatCode(() -> awaitProblems("a")).doesNotThrowAnyException();
        assertThat(engine.find("a").orElseThrow().problems())
                .singleElement()
                .asString()
                .contains("'sice'");
    }

    @Test
    void theLastGoodVersionGetsThePluginsThatComeLater() throws IOException, InterruptedException {
        save("a", "things: {g: {one: {size: 1}}}\n");
        Files.writeString(file("a"), "things: [");
        engine.close();
        recorder.take();
        plugins.remove("section", "things");
        engine = open();
        assertThat(recorder.take()).as("its section is not there yet").isEmpty();
        plugins.with("section", "things", new Things());
        for (int i = 0; i < 200 && recorder.told.isEmpty(); i++) {
            Thread.sleep(10); // the engine's own thread gathers plugins that come together
        }
        assertThat(recorder.take()).containsExactly("+a/things/g/one=1");
        assertThat(engine.find("a").orElseThrow().problems()).isNotEmpty();
    }

    private void awaitProblems(String name) throws InterruptedException {
        for (int i = 0; i < 200 && engine.find(name).orElseThrow().problems().isEmpty(); i++) {
            Thread.sleep(10); // the engine's own thread gathers plugins that come together
        }
    }
}
