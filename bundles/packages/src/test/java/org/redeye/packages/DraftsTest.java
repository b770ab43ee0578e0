package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Outline;
import org.redeye.api.packages.Outline.Role;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.api.packages.Spot;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.Recorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** Texts that somebody works on. */
class DraftsTest {

    private static final String TEXT = """
            package: {name: test}   # the header
            schema:
              jobs:
                grouped indexes:
                  - {index: group, type: text}
                  - {index: null, key field: name}
                fields: {script: {type: text, required: true}, workers: {type: number, default: 1}}
                sections:
                  steps:
                    fields: {run: text}
            jobs:
              tester:
                # the first
                tester1: {script: a.py}
                tester2:
                  script: b.py   # b
                  colour: red
                  steps:
                    one: {run: x}

            # the end
            """;

    @TempDir
    private Path folder;

    private PackagesEngine engine;

    @BeforeEach
    void start() throws IOException {
        var plugins = new FakePluginRegistry().withClassPath("field", FieldType.class);
        engine = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(folder),
                Recorder.NONE,
                new Guard(Guard.PATIENCE));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private Draft draft(String text, Edit... edits) {
        return engine.draft("test", text, List.of(edits), List.of());
    }

    private Spot spot(Object... path) {
        return engine.draft("test", TEXT, List.of(), List.of(path)).spot().orElseThrow();
    }

    @Test
    void theOutlineGoesDownToTheItemsAndTheSectionsWithin() {
        List<Outline> top = draft(TEXT).outline();

        assertThat(top.stream().map(Outline::key)).containsExactly("package", "schema", "jobs");
        assertThat(top.stream().map(Outline::role)).containsExactly(Role.HEADER, Role.SCHEMA, Role.SECTION);
        Outline group = top.get(2).children().get(0);
        assertThat(group.key()).isEqualTo("tester");
        assertThat(group.role()).isEqualTo(Role.GROUP);
        assertThat(group.children().stream().map(Outline::key)).containsExactly("tester1", "tester2");
        Outline second = group.children().get(1);
        assertThat(second.role()).isEqualTo(Role.ITEM);
        assertThat(second.children().stream().map(Outline::key)).containsExactly("steps");
        assertThat(second.children().get(0).role()).isEqualTo(Role.SECTION);
        assertThat(second.children().get(0).children().get(0).role()).isEqualTo(Role.ITEM);
        assertThat(TEXT.substring(second.from(), second.to()))
                .startsWith("tester2:")
                .endsWith("one: {run: x}");
    }

    @Test
    void everyEntryOfTheOutlineStandsWhereItSays() {
        Stream<Outline> all = draft(TEXT).outline().stream().flatMap(DraftsTest::withChildren);

        assertThat(all).hasSizeGreaterThan(20).allSatisfy(entry -> {
            if (entry.key() instanceof String key && !key.isEmpty()) {
                assertThat(TEXT.substring(entry.from())).startsWith(key);
            }
            String before = TEXT.substring(0, entry.from());
            assertThat(entry.line())
                    .isEqualTo((int) before.lines().count() + (before.endsWith("\n") || before.isEmpty() ? 1 : 0));
        });
    }

    private static Stream<Outline> withChildren(Outline outline) {
        return Stream.concat(Stream.of(outline), outline.children().stream().flatMap(DraftsTest::withChildren));
    }

    @Test
    void anItemTellsWhatItsKeysGiveAndWhatItsSchemaDoesNotKnow() {
        Spot item = spot("jobs", "tester", "tester2");

        assertThat(item.section()).isEqualTo("jobs");
        assertThat(item.keys()).containsExactly("tester", "tester2");
        assertThat(item.inherited()).isEqualTo(Map.of("group", "tester", "name", "tester2"));
        assertThat(item.unknown()).containsExactly("colour");
        assertThat(item.yaml()).startsWith("tester2:").contains("# b");
        Outline script = item.positions().get("script");
        assertThat(TEXT.substring(script.from(), script.to())).isEqualTo("script: b.py");
        assertThat(spot("jobs", "tester", "tester2", "steps", "one").section()).isEqualTo("jobs/tester/tester2/steps");
        assertThat(spot("jobs", "tester", "tester2", "steps", "one").keys()).containsExactly("one");
    }

    @Test
    void nothingStandsAtAPathThatIsNotThere() {
        assertThat(engine.draft("test", TEXT, List.of(), List.of("jobs", "none", 3))
                        .spot())
                .isEmpty();
    }

    @Test
    void theStepsLeadFromTheTextToTheEditedOne() {
        Draft draft = draft(
                TEXT,
                new Edit.Set(List.of("jobs", "tester", "tester2", "script"), "c.py"),
                new Edit.Rename(List.of("jobs", "tester"), "testers"),
                new Edit.InsertEntry(List.of("jobs", "other"), "one", Map.of("script", "d.py"), Place.last()));

        String text = TEXT;
        for (List<Splice> step : draft.steps()) {
            text = Splice.apply(text, step);
        }
        assertThat(text)
                .isEqualTo(draft.text())
                .isEqualTo(TEXT.replace("b.py", "c.py")
                        .replace("  tester:", "  testers:")
                        .replace("\n\n# the end", "\n  other:\n    one:\n      script: d.py\n\n# the end"));
        assertThat(draft.plan()).isEmpty(); // 'colour' is unknown
        assertThat(draft.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("colour"));
    }

    @Test
    void nothingOfADraftIsWrittenOrInForce() throws IOException {
        Draft draft = draft(TEXT, new Edit.Remove(List.of("jobs", "tester", "tester2", "colour")));

        assertThat(draft.problems()).isEmpty();
        assertThat(draft.plan()).isPresent();
        assertThat(draft.schemas()).containsKey("jobs");
        assertThat(engine.list()).isEmpty();
        try (Stream<Path> files = Files.list(folder.resolve("data/packages"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).isEmpty();
        }
    }

    @Test
    void whatCannotBeReadIsShownButNotEdited() {
        Draft draft = draft("a: [\n");

        assertThat(draft.outline()).isEmpty();
        assertThat(draft.problems()).isNotEmpty();
        assertThatThrownBy(() -> draft("a: [\n", new Edit.Set(List.of("a"), "b")))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("edited but by hand");
    }

    @Test
    void anEditThatCannotBeMadeSaysWhy() {
        assertThatThrownBy(() -> draft(TEXT, new Edit.Set(List.of("jobs", "none"), Optional.empty())))
                .isInstanceOf(PackageException.class)
                .hasMessageContaining("none");
    }
}
