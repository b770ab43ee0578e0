package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.page.WidgetSpec;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** The suite passes a widget that keeps its contract, and fails each one that does not. */
class WidgetContractTest {

    private static final String WIDGET = """
            {
              "title": "Horn", "help": "Sounds", "module": "horn.js", "export": "Horn", "width": 3, "height": 2,
              "fields": [
                { "name": "tone", "type": "word", "help": "What it sounds like", "required": true }
              ]
            }
            """;
    private static final Map<String, String> EXAMPLES = Map.of(
            "valid",
            "pages: {one: {widget: horn, tone: deep}}\n",
            "invalid",
            "# expect: 3:14: 'tone' is missing: What it sounds like.\n# expect: 4:35: 'tone' must be a word.\n"
                    + "pages: {one: {widget: horn},\n        two: {widget: horn, tone: DEEP}}\n");

    @TempDir
    private Path root;

    @Test
    void aWidgetThatKeepsItsContractPasses() throws IOException {
        prepare();
        assertThat(Trials.failures(Trial.class)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyMutantFails() {
        return Stream.of(
                mutant("no help", "widget.json", WIDGET.replace("Sounds", ""), "saysOnceWhatItIs"),
                mutant("no module", "widget.json", WIDGET.replace("horn.js", "tuba.js"), "namesAModuleThatIsThere"),
                mutant(
                        "no class",
                        "widget.json",
                        WIDGET.replace("\"Horn\", \"w", "\"\", \"w"),
                        "namesAModuleThatIsThere"),
                mutant("too wide", "widget.json", WIDGET.replace("3", "13"), "namesAModuleThatIsThere"),
                mutant(
                        "no help for a field",
                        "widget.json",
                        WIDGET.replace("What it sounds like", ""),
                        "hasAWellFormed"),
                mutant("a field less", "widget.json", WIDGET.replace("tone", "loud"), "validExamplesShowIt"),
                mutant("not required", "widget.json", WIDGET.replace("true", "false"), "refusesInvalidExamples"),
                mutant("another widget's capability", "MANIFEST.MF", manifest("tuba"), "validExamplesShowIt"),
                mutant("no widget", "MANIFEST.MF", manifest("horn").replace("widget", "probe"), "saysOnceWhatItIs"));
    }

    private DynamicTest mutant(String name, String file, String text, String failing) {
        return DynamicTest.dynamicTest(name, () -> {
            prepare();
            Path place = root.resolve(file.endsWith(".MF") ? "classes/META-INF" : "classes/META-INF/rem");
            Files.writeString(place.resolve(file), text);
            assertThat(Trials.failures(Trial.class)).anyMatch(test -> test.startsWith(failing));
        });
    }

    private static String manifest(String id) {
        return Trials.manifest("widget", id, "").replaceAll("Service-.*\n", "");
    }

    private void prepare() throws IOException {
        Trial.folder = Trials.folder(root, Trial.class, "widget", "horn", EXAMPLES);
        Trials.write(Trial.folder, "classes/META-INF/MANIFEST.MF", manifest("horn"));
        Trials.write(Trial.folder, "classes/META-INF/rem/widget.json", WIDGET);
        Trials.write(Trial.folder, "classes/META-INF/rem/horn.js", "export class Horn {}");
    }

    /** Pages of one widget each. */
    private static final class Pages implements SectionType {
        @Override
        public Schema schema() {
            FieldSpec widget = FieldSpec.of("widget", "word").inline(true).build();
            return new Schema(
                    List.of(new IndexLayer("", "word", "name")),
                    Schema.fields(widget).fields(),
                    List.of(),
                    Map.of());
        }

        @Override
        public List<Declaration> compile(Item item, CompileContext context) {
            Map<String, Object> settings = new HashMap<>(item.raw());
            settings.remove("widget");
            context.check(item, new PluginId("widget", item.text("widget")), settings);
            var widget = new WidgetSpec("it", item.text("widget"), "", 6, 4, settings);
            return List.of(new PageDeclaration(item.id(), item.packageName(), item.key(), "", "", List.of(widget)));
        }
    }

    static final class Trial extends WidgetContract {
        private static PluginFolder folder = new PluginFolder(Path.of(""), Path.of(""));

        @Override
        protected PluginFolder folder() {
            return folder;
        }

        @Override
        protected SectionType pages() {
            return new Pages();
        }

        @Override
        protected FakeBinder binder() {
            return new FakeBinder(Map.of("word", new Words()), Map.of());
        }
    }
}
