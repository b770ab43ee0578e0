package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;

/** The suite passes a plugin that is whole, and fails each one that lacks or spoils something. */
class PluginContractTest {

    private static final Schema SCHEMA = Schema.fields(FieldSpec.of("key field", "word")
            .help("What it is filed under")
            .def("name")
            .build());

    @TempDir
    Path root;

    @Test
    void aWholePluginPasses() throws IOException {
        prepare(SCHEMA);
        assertThat(Trials.failures(Trial.class)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> whatIsMissingOrSpoiledFails() {
        return Stream.of(
                spoiled(
                        "no capability",
                        "classes/META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nService-Component: OSGI-INF/trial.xml\n",
                        "saysOnceWhatItIs"),
                spoiled(
                        "another capability",
                        "classes/META-INF/MANIFEST.MF",
                        Trials.manifest("probe", "other", ""),
                        "saysOnceWhatItIs"),
                spoiled(
                        "no component",
                        "classes/META-INF/MANIFEST.MF",
                        Trials.manifest("probe", "trial", "").replaceAll("Service-.*\n", ""),
                        "saysOnceWhatItIs"),
                spoiled(
                        "no @Plugin",
                        "classes/OSGI-INF/trial.xml",
                        Trials.component(Trial.class, "probe", "trial").replaceAll("<property.*/>", ""),
                        "saysOnceWhatItIs"),
                spoiled(
                        "no help",
                        "classes/OSGI-INF/trial.xml",
                        Trials.component(Trial.class, "probe", "trial").replace("Made for a trial", ""),
                        "saysOnceWhatItIs"),
                spoiled(
                        "an export",
                        "classes/META-INF/MANIFEST.MF",
                        Trials.manifest("probe", "trial", "Export-Package: org.example\n"),
                        "exportsNothing"),
                spoiled(
                        "an optional import",
                        "classes/META-INF/MANIFEST.MF",
                        Trials.manifest("probe", "trial", "Import-Package: a;resolution:=optional\n"),
                        "exportsNothing"),
                spoiled(
                        "a dynamic import",
                        "classes/META-INF/MANIFEST.MF",
                        Trials.manifest("probe", "trial", "DynamicImport-Package: *\n"),
                        "exportsNothing"),
                spoiled("an empty README", "README.md", "# Title\n", "explainsItself"),
                spoiled(
                        "an icon with a script",
                        "icon.svg",
                        Trials.ICON.replace("<path", "<script/><path"),
                        "bringsAnIcon"),
                spoiled(
                        "an icon that is clicked",
                        "icon.svg",
                        Trials.ICON.replace("<path", "<path onclick=\"x()\""),
                        "bringsAnIcon"),
                spoiled(
                        "an icon that loads",
                        "icon.svg",
                        Trials.ICON.replace("<path", "<image href=\"data:,x\"/><path"),
                        "bringsAnIcon"),
                spoiled("a wide icon", "icon.svg", Trials.ICON.replace("24 24", "48 24"), "bringsAnIcon"),
                spoiled("an icon that is no XML", "icon.svg", "<svg", "bringsAnIcon"),
                spoiled("an icon with a document type", "icon.svg", "<!DOCTYPE svg>" + Trials.ICON, "bringsAnIcon"),
                spoiled("an invalid example without words", "examples/invalid.yaml", "a: b", "bringsExamples"),
                spoiled("a valid example with words", "examples/valid.yaml", "# expect: what?\na: b", "bringsExamples"),
                spoiled("an example that is neither", "examples/other.yaml", "a: b", "bringsExamples"));
    }

    @TestFactory
    Stream<DynamicTest> aSchemaThatIsNotWellFormedFails() {
        FieldSpec.Builder fine = FieldSpec.of("a", "word").help("A word");
        return Stream.of(
                schema("no help", FieldSpec.of("a", "word").build()),
                schema(
                        "a capital in a name",
                        FieldSpec.of("aB", "word").help("A word").build()),
                schema(
                        "a type that is not there",
                        FieldSpec.of("a", "cubit").help("A length").build()),
                schema("a default that is refused", fine.def("NO").build()),
                schema(
                        "a default beyond its bounds",
                        fine.def("abcdef").range("", "3").build()),
                schema(
                        "required and a default",
                        FieldSpec.of("a", "word")
                                .help("A word")
                                .required(true)
                                .def("b")
                                .build()),
                schema(
                        "a pattern that is none",
                        FieldSpec.of("a", "word").help("A word").pattern("(").build()));
    }

    @Test
    void aFieldSetThatNamesAStrangerFails() throws IOException {
        prepare(SCHEMA.with(new FieldSet("All", List.of("key field", "stranger"))));
        assertThat(Trials.failures(Trial.class)).containsExactly("hasAWellFormedSchema");
    }

    @Test
    void aPluginWithoutItsFilesFails() throws IOException {
        prepare(SCHEMA);
        Files.delete(root.resolve("README.md"));
        Files.delete(root.resolve("icon.svg"));
        Files.delete(root.resolve("examples/valid.yaml"));
        Files.delete(root.resolve("examples/invalid.yaml"));
        assertThat(Trials.failures(Trial.class)).containsExactly("bringsAnIcon", "bringsExamples", "explainsItself");
    }

    private DynamicTest spoiled(String name, String file, String text, String failing) {
        return DynamicTest.dynamicTest(name, () -> {
            prepare(SCHEMA);
            Trials.write(Trial.folder, file, text);
            assertThat(Trials.failures(Trial.class)).contains(failing);
            Files.delete(root.resolve(file));
        });
    }

    private DynamicTest schema(String name, FieldSpec field) {
        return DynamicTest.dynamicTest(name, () -> {
            prepare(Schema.fields(field));
            assertThat(Trials.failures(Trial.class)).containsExactly("hasAWellFormedSchema");
        });
    }

    private void prepare(Schema schema) throws IOException {
        Trial.schema = schema;
        Map<String, String> examples = Map.of("valid", "a: b", "invalid", "# expect: nothing\na: c");
        Trial.folder = Trials.folder(root, Trial.class, "probe", "trial", examples);
    }

    static final class Trial extends PluginContract {
        private static Schema schema = SCHEMA;
        private static PluginFolder folder = new PluginFolder(Path.of(""), Path.of(""));

        Trial() {
            super(Trial.class);
        }

        @Override
        protected PluginFolder folder() {
            return folder;
        }

        @Override
        protected Optional<Schema> schema() {
            return Optional.of(schema);
        }

        @Override
        protected FakeBinder binder() {
            return new FakeBinder(Map.of("word", new Words()), Map.of());
        }
    }
}
