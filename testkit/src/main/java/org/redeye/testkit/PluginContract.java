package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.Schema;

/**
 * What every plugin keeps to: it says once what it is, exports nothing, explains itself and brings examples
 * if people write its settings. Looks at
 * what the build made ({@code target/classes}), so it runs after bnd, as tests in Maven do.
 */
public abstract class PluginContract {

    private final Class<?> plugin;
    private Optional<Description> description = Optional.empty();

    /** @param plugin the class that carries {@code @Plugin} */
    protected PluginContract(Class<?> plugin) {
        this.plugin = plugin;
    }

    /** For plugins without a class: the test itself stands in the folder. */
    PluginContract() {
        this.plugin = getClass();
    }

    /** Where the plugin lives. */
    protected PluginFolder folder() {
        return PluginFolder.of(plugin);
    }

    /** The fields it takes; by default those of its configuration record. */
    protected Optional<Schema> schema() {
        return Schema.configOf(plugin).map(Schema::of);
    }

    /** Binds examples and defaults; by default with every field type on the class path. */
    protected FakeBinder binder() {
        return FakeBinder.ofClassPath();
    }

    /** Whether people write its settings into packages, so that they need examples. */
    protected boolean hasExamples() {
        return true;
    }

    /** Its id, as the build wrote it down. */
    protected final PluginId id() throws IOException {
        return PluginId.parse(description().plugin());
    }

    /**
     * What it says of itself.
     *
     * @param plugin {@code kind:id}
     */
    record Description(String plugin, String title, String help) {}

    /** Reads what it says of itself from what the build made. */
    Description describe() throws IOException {
        List<Component> found = folder().components().stream()
                .filter(component -> component.type().equals(plugin.getName()))
                .toList();
        assertThat(found).as("components of the class " + plugin.getName()).hasSize(1);
        Component component = found.get(0);
        return new Description(component.plugin(), component.property("title"), component.property("help"));
    }

    @Test
    final void saysOnceWhatItIs() throws IOException {
        Description description = description();
        assertThat(description.plugin())
                .as("@Plugin beside @Component (or Provide-Capability in bnd.bnd) gives kind:id")
                .matches("[a-z][a-z0-9-]{0,63}:[a-z][a-z0-9-]{0,63}");
        assertThat(description.title()).as("the title: one to four words").matches("\\S+( \\S+){0,3}");
        assertThat(description.help())
                .as("the help: one sentence without a full stop")
                .isNotBlank()
                .doesNotEndWith(".")
                .doesNotContain("\n");
        assertThat(folder().capabilities())
                .as("the plugins that the manifest names (Provide-Capability)")
                .containsExactly(description.plugin());
    }

    @Test
    final void exportsNothing() throws IOException {
        assertThat(folder().manifest().getValue("Export-Package"))
                .as("only the API exports packages")
                .isNull();
        assertThat(folder().manifest().getValue("DynamicImport-Package"))
                .as("what a bundle imports is known before it starts")
                .isNull();
        assertThat(String.valueOf(folder().manifest().getValue("Import-Package")))
                .as("an optional import makes the framework refresh it when a stranger's bundle comes")
                .doesNotContain("resolution:=optional");
    }

    @Test
    final void explainsItself() throws IOException {
        var readme = folder().file("README.md");
        assertThat(readme).as("what it is, what it needs, an example").exists();
        assertThat(Files.readString(readme)).startsWith("# ").hasSizeGreaterThan(100);
    }

    @Test
    final void bringsAnIcon() throws IOException {
        var icon = folder().file("icon.svg");
        assertThat(icon).exists();
        assertThat(SvgRules.problems(Files.readAllBytes(icon))).as("icon.svg").isEmpty();
    }

    @Test
    final void bringsExamples() {
        List<Example> examples = folder().examples();
        if (!hasExamples()) {
            assertThat(examples)
                    .as("examples of settings that nobody writes into a package")
                    .isEmpty();
            return;
        }
        assertThat(examples).as("examples/valid….yaml").anyMatch(Example::valid);
        assertThat(examples).as("examples/invalid….yaml").anyMatch(example -> !example.valid());
        assertThat(examples)
                .as("names begin with valid or invalid, and exactly the invalid ones begin with '# expect: …'")
                .allMatch(example -> example.name().matches("(in)?valid[a-z0-9-]*\\.yaml")
                        && example.valid() == example.expected().isEmpty());
    }

    @Test
    final void hasAWellFormedSchema() {
        assertThat(schema().map(schema -> SchemaRules.problems(schema, binder()))
                        .orElse(List.of()))
                .isEmpty();
    }

    private Description description() throws IOException {
        if (description.isEmpty()) {
            description = Optional.of(describe());
        }
        return description.get();
    }
}
