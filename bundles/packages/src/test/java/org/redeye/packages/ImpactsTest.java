package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Impact;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.Recorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** What taking a plugin away would do. */
class ImpactsTest {

    @TempDir
    private Path data;

    private final PackagesEngineTest.Recorder things = new PackagesEngineTest.Recorder();
    private PackagesEngine packages;
    private RehearsedImpacts impacts;

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
        packages.addReconciler(things);
        // in the fake registry all plugins are of one bundle; each is asked for as if it were alone
        impacts = new RehearsedImpacts(packages, new OneBundleEach(plugins), bundle -> List.of("org.example.other"));
        apply("empty", "package: {version: 1.0.0}\n");
        apply("shop", "things: {g: {one: {}, two: {}}}\n");
        apply("needy", "package: {requires: {plugins: {\"section:things\": 1}}}\n");
        things.take();
    }

    /** A registry where no two plugins are of one bundle. */
    private record OneBundleEach(FakePluginRegistry all) implements PluginRegistry {
        private static PluginInfo alone(PluginInfo info) {
            return new PluginInfo(
                    info.id(),
                    info.version(),
                    info.title(),
                    info.help(),
                    info.bundle(),
                    info.id().hashCode() & 0xffff,
                    info.state(),
                    info.reason(),
                    info.schema());
        }

        @Override
        public List<PluginInfo> list() {
            return all.list().stream().map(OneBundleEach::alone).toList();
        }

        @Override
        public Optional<PluginInfo> find(PluginId id) {
            return all.find(id).map(OneBundleEach::alone);
        }

        @Override
        public <T> Optional<T> instance(PluginId id, Class<T> type) {
            return all.instance(id, type);
        }

        @Override
        public Optional<byte[]> resource(PluginId id, String path) {
            return all.resource(id, path);
        }

        @Override
        public Subscription onChange(Consumer<PluginId> listener) {
            return all.onChange(listener);
        }
    }

    @AfterEach
    void stop() {
        packages.close();
    }

    private void apply(String name, String text) {
        packages.apply(name, text, "", Change.by("anne"));
    }

    private Impact of(String id) {
        return impacts.ofRemoving(PluginId.parse(id)).orElseThrow();
    }

    @Test
    void namesWhatWouldGoAndWhatWouldWait() {
        Impact impact = of("section:things");

        assertThat(impact.plugins()).containsExactly(PluginId.parse("section:things"));
        assertThat(impact.refreshed()).containsExactly("org.example.other");
        assertThat(impact.packages())
                .containsExactly(
                        new Impact.OnPackage(
                                "needy",
                                Map.of("needy/package/requires/section:things", "needs section:things in 1.0.0"),
                                List.of()),
                        new Impact.OnPackage(
                                "shop",
                                Map.of("shop/things", "needs section:things"),
                                List.of("shop/things/g/one", "shop/things/g/two")));
        assertThat(things.take()).as("nothing is done").isEmpty();
    }

    @Test
    void namesSectionsThatWouldWaitForAFieldType() {
        assertThat(of("field:secret").packages())
                .containsExactly(new Impact.OnPackage(
                        "shop",
                        Map.of("shop/things", "needs field:secret"),
                        List.of("shop/things/g/one", "shop/things/g/two")));
    }

    @Test
    void aPluginThatNobodyUsesHasNoImpact() {
        assertThat(of("field:url").packages()).isEmpty();
        assertThat(impacts.ofRemoving(PluginId.parse("probe:none"))).isEmpty();
    }
}
