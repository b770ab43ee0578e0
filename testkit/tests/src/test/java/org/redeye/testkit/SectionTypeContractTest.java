package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** The suite passes a section type that keeps its contract, and fails each one that does not. */
class SectionTypeContractTest {

    private static final Map<String, String> EXAMPLES = Map.of(
            "valid",
            "package: {name: trial}\nnotes:\n  lan:\n    one: {says: hello}\n    two: {says: hello, tone: loud}\n",
            "invalid-bad",
            "# expect: 6:17: Nobody says 'bad'. Did you mean 'good'?\npackage: {name: trial}\nnotes:\n  lan:\n"
                    + "    fine: {says: hello}\n    one: {says: bad}\n",
            "invalid-missing",
            "# expect: 'says' is missing: What it says.\nnotes: {lan: {one: {tone: loud}}}\n",
            "invalid-plugin",
            "# expect: 'volumes' is not known here; possible are volume. Did you mean 'volume'?\n"
                    + "notes: {lan: {one: {says: hello, plugin: horn, volumes: high}}}\n");

    @TempDir
    Path folder;

    @Test
    void aSectionTypeThatKeepsItsContractPasses() throws IOException {
        assertThat(failures(new Notes())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyMutantFails() {
        return Stream.of(
                mutant("another schema each time", new ChangesItsSchema(), "hasTheSameSchemaAtEveryCall"),
                mutant("no help", new HasNoHelp(), "hasAWellFormedSchema"),
                mutant("counts", new Counts(), "compilesTheSameToTheSame"),
                mutant("remembers the place in the text", new MindsThePlace(), "doesNotMindWhereAnItemStands"),
                mutant("one id for all", new OneIdForAll(), "givesEachDeclarationItsOwnPlace"),
                mutant("an id elsewhere", new ElsewhereId(), "givesEachDeclarationItsOwnPlace"),
                mutant("changes the item", new ChangesTheItem(), "compilesValidExamples"),
                mutant("swallows what is wrong", new Swallows(), "refusesInvalidExamplesWordForWord"),
                mutant("complains without need", new Complains(), "compilesValidExamples"));
    }

    private DynamicTest mutant(String name, Notes type, String... failing) {
        return DynamicTest.dynamicTest(name, () -> assertThat(failures(type)).contains(failing));
    }

    private Set<String> failures(Notes type) throws IOException {
        Trial.type = type;
        Path root = folder.resolve(type.getClass().getSimpleName());
        Trial.folder = Trials.folder(root, type.getClass(), "section", "notes", EXAMPLES);
        return Trials.failures(Trial.class);
    }

    static final class Trial extends SectionTypeContract {
        private static Notes type = new Notes();
        private static PluginFolder folder = new PluginFolder(Path.of(""), Path.of(""));

        Trial() {
            super(type);
        }

        @Override
        protected PluginFolder folder() {
            return folder;
        }

        @Override
        protected FakeBinder binder() {
            return new FakeBinder(Map.of("word", new Words()), Map.of());
        }

        @Override
        protected FakePluginRegistry plugins() {
            Schema horn = Schema.fields(FieldSpec.of("volume", "word").build());
            return new FakePluginRegistry().with("probe", "horn", new Object(), horn);
        }
    }

    record Note(String id, String says, int extra) implements Declaration {}

    private static class Notes implements SectionType {
        static final Schema SCHEMA = Schema.fields(
                        FieldSpec.of("says", "word")
                                .help("What it says")
                                .required(true)
                                .build(),
                        FieldSpec.of("tone", "word").help("How it says it").build(),
                        FieldSpec.of("plugin", "word")
                                .help("Who says it")
                                .inline(true)
                                .build())
                .below(IndexLayer.group("group"), IndexLayer.key("name"));

        @Override
        public Schema schema() {
            return new Schema(
                    List.of(new IndexLayer("group", "word", ""), new IndexLayer("", "word", "name")),
                    SCHEMA.fields(),
                    List.of(),
                    Map.of());
        }

        @Override
        public List<Declaration> compile(Item item, CompileContext context) {
            if (item.text("says").equals("bad")) {
                context.problem(item, "says", "Nobody says 'bad'.", "good");
            }
            if (item.raw().containsKey("volumes")) {
                Map<String, Object> settings = Map.of("volumes", item.raw().get("volumes"));
                context.check(item, new PluginId("probe", item.text("plugin")), settings);
            }
            return List.of(new Note(id(item), item.text("says"), extra(item)));
        }

        String id(Item item) {
            return item.id();
        }

        int extra(Item item) {
            return 0;
        }
    }

    private static class ChangesItsSchema extends Notes {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Schema schema() {
            FieldSpec more = FieldSpec.of("more", "word")
                    .help("More " + calls.incrementAndGet())
                    .build();
            return super.schema().merge(Schema.fields(more));
        }
    }

    private static class HasNoHelp extends Notes {
        @Override
        public Schema schema() {
            return super.schema()
                    .merge(Schema.fields(FieldSpec.of("more", "word").build()));
        }
    }

    private static class Counts extends Notes {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        int extra(Item item) {
            return calls.incrementAndGet();
        }
    }

    private static class MindsThePlace extends Notes {
        @Override
        int extra(Item item) {
            return item.position().line();
        }
    }

    private static class OneIdForAll extends Notes {
        @Override
        String id(Item item) {
            return "trial/notes/lan";
        }
    }

    private static class ElsewhereId extends Notes {
        @Override
        String id(Item item) {
            return "elsewhere/" + item.key();
        }
    }

    private static class ChangesTheItem extends Notes {
        @Override
        int extra(Item item) {
            item.values().put("says", "changed");
            return 0;
        }
    }

    private static class Swallows extends Notes {
        @Override
        public List<Declaration> compile(Item item, CompileContext context) {
            return List.of(new Note(item.id(), item.text("says"), 0));
        }
    }

    private static class Complains extends Notes {
        @Override
        public List<Declaration> compile(Item item, CompileContext context) {
            context.problem(item, "", "Something may be wrong.", "");
            return super.compile(item, context);
        }
    }
}
