package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.SectionType;

/**
 * What every widget keeps to. A widget has no Java: what it is stands in {@code bnd.bnd} and {@code widget.json}. Its
 * examples are whole packages with pages that show it, so the section type {@code pages} must be on the class path of the
 * test ({@code org.redeye.section.pages}, scope test). A message in an invalid one may begin with its place:
 * {@code # expect: 5:12: 'series' must be …}.
 */
public abstract class WidgetContract extends PluginContract {

    private static final String SECTION = "pages";
    private static final int MOST_COLUMNS = 12;
    private static final int MOST_ROWS = 24;

    /** The widget is that of the folder in which the test is compiled. */
    protected WidgetContract() {}

    /** Where the plugin lives: beside the test's own classes. */
    @Override
    protected PluginFolder folder() {
        Path root = PluginFolder.of(getClass()).root();
        return new PluginFolder(root, root.resolve("target/classes"));
    }

    /** The section type of the examples; by default that on the class path. */
    protected SectionType pages() {
        Map<String, SectionType> sections = ClassPath.plugins("section", SectionType.class);
        assertThat(sections)
                .as("section types on the class path: examples need org.redeye.section.pages")
                .containsKey(SECTION);
        return sections.get(SECTION);
    }

    @Override
    protected final Optional<Schema> schema() {
        return Optional.of(widget().schema());
    }

    @Override
    final Description describe() throws IOException {
        List<String> capabilities = folder().capabilities();
        assertThat(capabilities)
                .as("Provide-Capability in bnd.bnd names one widget")
                .singleElement()
                .asString()
                .startsWith("widget:");
        return new Description(capabilities.get(0), widget().title(), widget().help());
    }

    @Test
    final void namesAModuleThatIsThereAndFitsOnAPage() {
        WidgetFile widget = widget();
        assertThat(resources().resolve(widget.module()))
                .as("the module that widget.json names")
                .isRegularFile()
                .isNotEmptyFile();
        assertThat(widget.export()).as("the class in it").isNotBlank();
        assertThat(widget.width()).as("columns").isBetween(1, MOST_COLUMNS);
        assertThat(widget.height()).as("rows").isBetween(1, MOST_ROWS);
    }

    @Test
    final void validExamplesShowIt() {
        for (Example example : folder().examples()) {
            if (example.valid()) {
                assertThat(trial().problems(example)).as(example.name()).isEmpty();
                assertThat(trial().compile(trial().read(example)).declarations())
                        .as(example.name() + ": pages with a widget " + key())
                        .anyMatch(this::shows);
            }
        }
    }

    @Test
    final void refusesInvalidExamplesWordForWord() {
        for (Example example : folder().examples()) {
            if (!example.valid()) {
                assertThat(trial().problems(example)).as(example.name()).isEqualTo(example.expected());
            }
        }
    }

    private boolean shows(Declaration declaration) {
        return declaration instanceof PageDeclaration page
                && page.widgets().stream().anyMatch(widget -> widget.widget().equals(key()));
    }

    private String key() {
        try {
            return id().id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PackageTrial trial() {
        var plugins = new FakePluginRegistry().with("widget", key(), new Object(), widget().schema());
        return new PackageTrial(SECTION, pages(), Map.of(), plugins, binder());
    }

    private WidgetFile widget() {
        try {
            return WidgetFile.read(resources().resolve("widget.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path resources() {
        return folder().classes().resolve("META-INF/rem");
    }
}
