package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.schema.FieldType;
import org.redeye.api.security.Role;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.script.ProcessScripts;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** Units whose text needs the files that come with it, and whose scripts somebody must trust. */
class UnitScriptsTest {

    private static final Change ANNE = Change.by("anne");
    private static final String TEXT = "package: {version: 1.0.0}\n__import__things: more.yaml\n";

    @TempDir
    private Path data;

    private PackagesEngine packages;
    private UnitsEngine units;
    private TrustFile trust;
    private ProcessScripts scripts;
    private Path lying;

    @BeforeEach
    void start() throws IOException {
        var plugins = new FakePluginRegistry()
                .withClassPath("field", FieldType.class)
                .with("section", "things", new PackagesEngineTest.Things());
        trust = new TrustFile(FakePlatform.in(data));
        scripts = new ProcessScripts(FakePlatform.in(data), trust);
        packages = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                Recorder.NONE,
                new Guard(Duration.ofSeconds(5)),
                trust,
                scripts);
        units = new UnitsEngine(packages, FakePlatform.in(data), plugins);
        lying = Files.createDirectories(data.resolve("lying/shop")).getParent();
        Files.writeString(lying.resolve("shop.yaml"), TEXT);
        Files.writeString(lying.resolve("shop/more.yaml"), "g: {one: {}}\n");
    }

    @AfterEach
    void stop() {
        packages.close();
        scripts.close();
    }

    private void install() {
        units.install(new UnitSource.Place(lying), "", ANNE);
    }

    private int things() {
        return packages.items("shop", "things").size();
    }

    @Test
    void aTextIsCompiledWithTheFilesThatComeWithIt() throws IOException {
        assertThat(units.plan(new UnitSource.Place(lying)).plan().added()).containsExactly("shop/things/g/one");
        install();
        assertThat(things()).isEqualTo(1);
        Files.writeString(lying.resolve("shop/more.yaml"), "g: {one: {}, two: {}}\n");
        assertThat(units.plan(new UnitSource.Place(lying)).plan().added()).containsExactly("shop/things/g/two");
        assertThat(things()).isEqualTo(1);
        install();
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void trustDoesNotGoOverToFilesThatNobodyHasLookedAt() throws IOException {
        install();
        trust.trust("shop");
        Files.writeString(lying.resolve("shop.yaml"), TEXT + "# other text\n");
        install();
        assertThat(trust.trusted("shop")).as("the same files").isTrue();
        Files.writeString(lying.resolve("shop/evil.py"), "#!/usr/bin/env python3\n");
        units.install(new UnitSource.Place(lying), "", ANNE.as(Role.ADMIN));
        assertThat(trust.trusted("shop")).isFalse();
    }
}
