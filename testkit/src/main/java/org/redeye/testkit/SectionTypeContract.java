package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.testkit.PackageTrial.Compiled;

/**
 * What every section type keeps to. The items come from the plugin's examples, which are whole packages. A message in an
 * invalid one may begin with its place: {@code # expect: 5:12: 'every' must be …}.
 */
public abstract class SectionTypeContract extends PluginContract {

    private final SectionType type;

    /** @param type the section type under test */
    protected SectionTypeContract(SectionType type) {
        super(type.getClass());
        this.type = type;
    }

    /** Sections that stand beside it in examples, by key; by default those on the class path. */
    protected Map<String, Schema> beside() {
        var sections = new TreeMap<String, Schema>();
        ClassPath.plugins("section", SectionType.class).forEach((key, section) -> sections.put(key, section.schema()));
        return sections;
    }

    /** The plugins whose settings {@code CompileContext.check} checks; by default none. */
    protected PluginRegistry plugins() {
        return new FakePluginRegistry();
    }

    @Override
    protected final Optional<Schema> schema() {
        return Optional.of(type.schema());
    }

    /** Compiles every item of a package's text. */
    protected final List<Declaration> compile(String yaml) throws IOException {
        return compile(read(new Example("test.yaml", yaml, List.of()))).declarations();
    }

    /** What is odd about a package's text, as {@code line:column message}. */
    protected final List<String> warnings(String yaml) throws IOException {
        return compile(read(new Example("test.yaml", yaml, List.of()))).warnings().stream()
                .map(warning -> warning.position().line() + ":"
                        + warning.position().column() + " " + warning.message()
                        + (warning.suggestion().isEmpty() ? "" : " Did you mean '" + warning.suggestion() + "'?"))
                .toList();
    }

    @Test
    final void hasTheSameSchemaAtEveryCall() throws Exception {
        Schema first = type.schema();
        assertThat(first.layers())
                .as("a section has layers of keys above its items")
                .isNotEmpty();
        Parallel.times(16, () -> assertThat(type.schema()).isEqualTo(first));
    }

    @Test
    final void compilesValidExamples() throws IOException {
        for (Example example : folder().examples()) {
            if (example.valid()) {
                ExamplePackage read = read(example);
                Compiled compiled = compile(read);
                assertThat(trial().items(read))
                        .as(example.name() + ": its items")
                        .isNotEmpty();
                assertThat(read.problems()).as(example.name()).isEmpty();
                assertThat(compiled.problems()).as(example.name()).isEmpty();
            }
        }
    }

    @Test
    final void refusesInvalidExamplesWordForWord() throws IOException {
        for (Example example : folder().examples()) {
            if (!example.valid()) {
                assertThat(trial().problems(example)).as(example.name()).isEqualTo(example.expected());
            }
        }
    }

    @Test
    final void compilesTheSameToTheSame() throws Exception {
        for (Example example : folder().examples()) {
            List<Declaration> first = compile(read(example)).declarations();
            assertThat(compile(read(example)).declarations())
                    .as(example.name() + ", read and compiled again")
                    .isEqualTo(first);
            Parallel.times(16, () -> assertThat(compile(read(example)).declarations())
                    .as(example.name() + ", compiled 16 times at once")
                    .isEqualTo(first));
        }
    }

    /** What stands elsewhere in the text is no part of a wish: else every edit would restart what follows it. */
    @Test
    final void doesNotMindWhereAnItemStands() throws IOException {
        for (Example example : folder().examples()) {
            if (example.valid()) {
                var moved = new Example("moved.yaml", "# one line more\n\n" + example.text(), List.of());
                assertThat(compile(read(moved)).declarations())
                        .as(example.name())
                        .isEqualTo(compile(read(example)).declarations());
            }
        }
    }

    @Test
    final void givesEachDeclarationItsOwnPlace() throws IOException {
        for (Example example : folder().examples()) {
            var ids = new HashSet<String>();
            for (Item item : trial().items(read(example))) {
                for (Declaration declaration :
                        trial().compile(read(example), item).declarations()) {
                    assertThat(declaration.id()).as(example.name()).startsWith(item.id());
                    assertThat(ids.add(declaration.getClass() + " " + declaration.id()))
                            .as(example.name() + ": " + declaration.id() + " stands there twice")
                            .isTrue();
                }
            }
        }
    }

    private PackageTrial trial() throws IOException {
        return new PackageTrial(id().id(), type, beside(), plugins(), binder());
    }

    private Compiled compile(ExamplePackage read) throws IOException {
        return trial().compile(read);
    }

    private ExamplePackage read(Example example) throws IOException {
        return trial().read(example);
    }
}
