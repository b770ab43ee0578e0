package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.packages.yaml.Document;
import org.redeye.testkit.FakePluginRegistry;

/** What is said of the settings of a plugin that an item names, while the package is compiled. */
class PluginSettingsTest {

    /** A plugin as they are written: its record refuses what no single field can. */
    private static final class Horn implements Supplier<Horn.Config> {

        private record Config(
                @Field(help = "How it sounds", required = true)
                String tone,

                @Field(help = "The least volume", def = "1") int least,

                @Field(help = "The greatest volume", def = "10")
                int most) {
            Config {
                if (least > most) {
                    throw new IllegalArgumentException("'least' must not be above 'most'.");
                }
                if (tone.equals("silent")) {
                    throw new IllegalArgumentException("A horn is never silent.");
                }
                if (tone.equals("broken")) {
                    throw new IllegalStateException("the horn fell down");
                }
            }
        }

        @Override
        public Config get() {
            throw new AssertionError("not called");
        }
    }

    private static final class Alarms implements SectionType {
        @Override
        public Schema schema() {
            return Schema.fields(FieldSpec.of("plugin", "reference")
                            .target("plugin:horn")
                            .inline(true)
                            .build())
                    .below(IndexLayer.key("name"));
        }

        @Override
        public List<Declaration> compile(Item item, CompileContext context) {
            Map<String, Object> settings = new LinkedHashMap<>(item.raw());
            settings.remove("plugin");
            context.check(item, new PluginId("horn", item.text("plugin")), settings);
            return List.of();
        }
    }

    @TempDir
    private Path folder;

    private final FakePluginRegistry plugins = new FakePluginRegistry().withClassPath("field", FieldType.class);

    @BeforeEach
    void addPlugins() {
        plugins.with("section", "alarms", new Alarms()).with("horn", "brass", new Horn());
    }

    private List<String> problems(String alarm) {
        var compiler = new PackageCompiler(
                plugins,
                new SchemaBinder(plugins),
                new Guard(Duration.ofSeconds(10)),
                Map.of(),
                Workbench.noScripts(folder));
        String text = "alarms:\n  one:\n    plugin: brass\n    " + alarm + "\n";
        return compiler.compile("a", Document.read("a.yaml", text), other -> Optional.empty()).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void settingsThatTheRecordTakesAreRight() {
        assertThat(problems("tone: deep\n    least: 10")).isEmpty();
    }

    @Test
    void whatTheRecordRefusesIsSaidAtTheFieldThatTheMessageNames() {
        assertThat(problems("tone: deep\n    least: 11"))
                .containsExactly("a.yaml:5:12: 'least' must not be above 'most'.");
    }

    @Test
    void whatTheRecordRefusesIsSaidOfTheItemIfNoFieldIsNamedOrTheFieldIsNotWritten() {
        assertThat(problems("tone: silent")).containsExactly("a.yaml:3:5: A horn is never silent.");
        assertThat(problems("tone: deep\n    most: 0"))
                .as("least has its default, and stands nowhere in the text")
                .containsExactly("a.yaml:3:5: 'least' must not be above 'most'.");
    }

    @Test
    void aRecordThatBreaksIsNamed() {
        assertThat(problems("tone: broken"))
                .containsExactly("a.yaml:3:5: Config broke: java.lang.IllegalStateException: the horn fell down");
    }

    @Test
    void theRecordIsNotAskedWhileAFieldIsWrong() {
        assertThat(problems("tone: silent\n    least: eleven")).hasSize(1);
        assertThat(problems("least: 11")).containsExactly("a.yaml:3:5: 'tone' is missing: How it sounds.");
    }

    @Test
    void aRequiredFieldThatWasMisspelledIsOneProblem() {
        assertThat(problems("tine: deep"))
                .containsExactly("a.yaml:4:5: 'tine' is not known here; possible are tone, least, most, plugin."
                        + " Did you mean 'tone'?");
        assertThat(problems("must: 5"))
                .as("the slip was another field's, so this one is still missed")
                .containsExactly(
                        "a.yaml:3:5: 'tone' is missing: How it sounds.",
                        "a.yaml:4:5: 'must' is not known here; possible are tone, least, most, plugin."
                                + " Did you mean 'most'?");
    }

    @Test
    void withoutThePluginNothingIsSaid() {
        plugins.remove("horn", "brass");
        assertThat(problems("tine: silent")).isEmpty();
    }
}
