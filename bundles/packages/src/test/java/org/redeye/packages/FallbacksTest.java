package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Fallbacks;
import org.redeye.api.schema.FieldType;
import org.redeye.api.section.Item;
import org.redeye.packages.history.Recorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** Who answers for what a package lacks. */
class FallbacksTest {

    @TempDir
    private Path data;

    private PackagesEngine packages;
    private Fallbacks fallbacks;

    @BeforeEach
    void start() throws IOException {
        var plugins = new FakePluginRegistry()
                .withClassPath("field", FieldType.class)
                .with("section", "things", new PackagesEngineTest.Things());
        packages = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                Recorder.NONE,
                new Guard(Duration.ofSeconds(5)));
        fallbacks = new HeaderFallbacks(packages);
        apply("root", "things: {g: {deep: {size: 4}}}\n");
        apply("base", "package: {fallback: [root]}\nthings: {g: {one: {size: 2}, two: {size: 2}}}\n");
        apply("shop", "package: {fallback: [base, gone, root]}\nthings: {g: {one: {size: 1}}}\n");
    }

    @AfterEach
    void stop() {
        packages.close();
    }

    private void apply(String name, String text) {
        packages.apply(name, text, "", Change.by("anne"));
    }

    private Fallbacks.Answer<Item> ask(String key) {
        return fallbacks.item("shop", "things", List.of("g", key));
    }

    @Test
    void aPackageAnswersForItselfFirst() {
        assertThat(ask("one").from()).isEqualTo("shop");
        assertThat(ask("one").tried()).containsExactly("shop");
    }

    @Test
    void aMissGoesToTheFallbacksInTheirOrder() {
        assertThat(ask("two").from()).isEqualTo("base");
        assertThat(ask("two").found().orElseThrow().packageName()).isEqualTo("base");
        assertThat(ask("deep").tried()).containsExactly("shop", "base", "root");
        assertThat(ask("nothing").found()).isEmpty();
        assertThat(ask("nothing").tried())
                .as("each once, and who is not there is passed over")
                .containsExactly("shop", "base", "root", "gone");
    }

    @Test
    void whatComesIntoThePackageTakesOver() {
        apply("shop", "package: {fallback: [base]}\nthings: {g: {two: {}}}\n");
        assertThat(ask("two").from()).isEqualTo("shop");
    }
}
