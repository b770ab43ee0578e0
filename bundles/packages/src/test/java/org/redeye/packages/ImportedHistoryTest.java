package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileText;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.GitRecorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** What the history says of edits of imported files. */
class ImportedHistoryTest {

    @TempDir
    private Path data;

    @Test
    void anEditOfSeveralFilesIsOneCommit() throws IOException {
        Path folder = FakePlatform.in(data).data().resolve("packages");
        Files.createDirectories(folder.resolve("shop"));
        Files.writeString(folder.resolve("shop.yaml"), "__import__things: [a.yaml, b.yaml]\n");
        Files.writeString(folder.resolve("shop/a.yaml"), "a: {one: {size: 1}}\n");
        Files.writeString(folder.resolve("shop/b.yaml"), "b: {two: {size: 2}}\n");
        var plugins = new FakePluginRegistry()
                .withClassPath("field", FieldType.class)
                .with("section", "things", new PackagesEngineTest.Things());
        var recorder = new GitRecorder(folder, "node1", Instant::now);
        var engine = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                recorder,
                new Guard(Duration.ofSeconds(5)));
        recorder.work(false);
        var git = new Git(folder);

        engine.apply(
                "shop",
                "# spread\n__import__things: [a.yaml, b.yaml]\n",
                "",
                Map.of(
                        "shop/a.yaml", new FileText("a: {one: {size: 11}}\n", ""),
                        "shop/b.yaml", new FileText("b: {two: {size: 22}}\n", "")),
                Change.by("anne"));
        recorder.work(false);

        assertThat(git.run("log", "--format=%an|%s").lines())
                .containsExactly(
                        "anne|Change shop: 2 changed", "Red Eye Monitor|The packages that are there at the start");
        assertThat(git.run("show", "--format=", "--name-only", "HEAD").lines())
                .containsExactly("shop.yaml", "shop/a.yaml", "shop/b.yaml");
        engine.delete("shop", "things", List.of("b", "two"), "", Change.by("bob"));
        recorder.work(false);
        assertThat(git.run("show", "--format=%s", "--name-only", "HEAD").lines())
                .containsExactly("Remove things/b/two from shop", "", "shop/b.yaml");
        assertThat(git.run("status", "--porcelain")).isEmpty();
        engine.close();
    }
}
