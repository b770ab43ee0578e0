package org.redeye.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.registry.TestFramework.eventually;
import static org.redeye.registry.TestFramework.plugin;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.redeye.api.platform.Meter;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.SectionType;

/** Plugins come, are replaced and go; the registry and its listeners see each. */
@Timeout(60)
class LiveRegistryTest {
    private static final PluginId TCP = PluginId.parse("probe:tcp");

    @TempDir
    private static Path folder;

    private static TestFramework framework;
    private static PluginRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.in(folder);
        registry = framework.registry;
    }

    @AfterAll
    static void stop() throws Exception {
        framework.close();
    }

    @AfterEach
    void reset() throws Exception {
        framework.reset();
    }

    @Test
    void pluginIsActiveWhenItsBundleIsStarted() throws Exception {
        Bundle bundle = framework.start(plugin("tcp").version("1.2.3"));

        PluginInfo info = framework.await("probe:tcp", PluginState.ACTIVE);

        assertThat(info)
                .isEqualTo(new PluginInfo(
                        TCP,
                        "1.2.3",
                        "TCP",
                        "Opens a connection",
                        "org.example.tcp",
                        bundle.getBundleId(),
                        PluginState.ACTIVE,
                        "",
                        info.schema()));
        assertThat(info.schema().fields()).containsOnlyKeys("port");
        assertThat(info.schema().fields().get("port").required()).isTrue();
        assertThat(registry.list()).containsExactly(info);
        assertThat(answer()).isEqualTo("old");
    }

    @Test
    void instanceIsGivenOnlyAsATypeThatItHas() throws Exception {
        framework.start(plugin("tcp"));
        framework.await("probe:tcp", PluginState.ACTIVE);

        assertThat(registry.instance(TCP, Probe.class)).isPresent();
        assertThat(registry.instance(TCP, SectionType.class)).isEmpty();
        assertThat(registry.instance(PluginId.parse("probe:udp"), Probe.class)).isEmpty();
    }

    @Test
    void pluginIsGoneAtOnceWhenItsBundleGoes() throws Exception {
        Bundle bundle = framework.start(plugin("tcp"));
        framework.await("probe:tcp", PluginState.ACTIVE);

        bundle.uninstall();

        assertThat(registry.instance(TCP, Probe.class)).isEmpty();
        framework.awaitGone("probe:tcp");
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void stoppedPluginIsPendingAndSaysHowToStartIt() throws Exception {
        Bundle bundle = framework.start(plugin("tcp"));
        framework.await("probe:tcp", PluginState.ACTIVE);

        bundle.stop();

        PluginInfo info = framework.await(
                "probe:tcp",
                PluginState.PENDING,
                "its bundle is stopped; bundle:start " + bundle.getBundleId() + " starts it");
        assertThat(info.schema()).isEqualTo(Schema.EMPTY);
        bundle.start();
        framework.await("probe:tcp", PluginState.ACTIVE);
    }

    @Test
    void updateReplacesThePluginInPlace() throws Exception {
        Bundle bundle = framework.start(plugin("tcp"));
        framework.await("probe:tcp", PluginState.ACTIVE);

        bundle.update(plugin("tcpnext").header("Bundle-SymbolicName", "org.example.tcp").version("2.0.0").stream());

        eventually(
                () -> registry.find(TCP)
                        .filter(i -> i.version().equals("2.0.0") && i.state() == PluginState.ACTIVE)
                        .isPresent(),
                () -> "version 2.0.0");
        assertThat(answer()).isEqualTo("new");
        assertThat(registry.find(TCP).orElseThrow().schema().fields()).containsOnlyKeys("port", "greeting");
        assertThat(registry.list()).hasSize(1);
    }

    @Test
    void nothingOfAReplacedPluginIsKept() throws Exception {
        Bundle bundle = framework.start(plugin("tcp"));
        framework.await("probe:tcp", PluginState.ACTIVE);
        WeakReference<ClassLoader> old = new WeakReference<>(
                registry.instance(TCP, Probe.class).orElseThrow().getClass().getClassLoader());

        bundle.update(plugin("tcp").version("1.0.1").stream());
        eventually(
                () -> registry.instance(TCP, Probe.class).isPresent()
                        && registry.find(TCP).orElseThrow().version().equals("1.0.1"),
                () -> "version 1.0.1");

        eventually(
                () -> {
                    System.gc();
                    return old.get() == null;
                },
                () -> "the old class loader to be collected");
    }

    @Test
    void listenersAndEventsTellOfEachChange() throws Exception {
        BlockingQueue<PluginId> changes = new LinkedBlockingQueue<>();
        registry.onChange(changes::add);

        Bundle bundle = framework.start(plugin("tcp"));
        framework.await("probe:tcp", PluginState.ACTIVE);
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(TCP);
        changes.clear();
        bundle.update(plugin("tcp").stream()); // the same version: nothing to see but another instance
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(TCP);
        framework.await("probe:tcp", PluginState.ACTIVE);
        bundle.uninstall();
        framework.awaitGone("probe:tcp");

        Map<String, Object> active =
                Map.of("kind", "probe", "id", "tcp", "state", "active", "version", "1.0.0", "reason", "");
        Map<String, Object> removed =
                Map.of("kind", "probe", "id", "tcp", "state", "removed", "version", "1.0.0", "reason", "");
        eventually(() -> framework.events.published.contains(removed), () -> "the event of removal");
        assertThat(framework.events.published).contains(active).endsWith(removed);
    }

    @Test
    void listenerThatThrowsOrHangsHoldsUpNobody() throws Exception {
        var hang = new CountDownLatch(1);
        BlockingQueue<PluginId> throwing = new LinkedBlockingQueue<>();
        BlockingQueue<PluginId> other = new LinkedBlockingQueue<>();
        registry.onChange(id -> {
            try {
                hang.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        PluginRegistry.Subscription broken = registry.onChange(id -> {
            throwing.add(id);
            throw new AssertionError("broken listener, on purpose");
        });
        registry.onChange(other::add);

        Bundle bundle = framework.start(plugin("tcp"));
        framework.await("probe:tcp", PluginState.ACTIVE);
        other.clear();
        throwing.clear();
        bundle.uninstall();
        framework.awaitGone("probe:tcp");

        assertThat(other.poll(10, TimeUnit.SECONDS)).isEqualTo(TCP);
        assertThat(throwing.poll(10, TimeUnit.SECONDS)).isEqualTo(TCP);
        hang.countDown();
        broken.close();
    }

    @Test
    void closedListenerHearsNothingMore() throws Exception {
        BlockingQueue<PluginId> closed = new LinkedBlockingQueue<>();
        BlockingQueue<PluginId> open = new LinkedBlockingQueue<>();
        PluginRegistry.Subscription subscription = registry.onChange(closed::add);
        registry.onChange(open::add);

        subscription.close();
        subscription.close();
        framework.start(plugin("tcp"));

        assertThat(open.poll(10, TimeUnit.SECONDS)).isEqualTo(TCP);
        assertThat(closed).isEmpty();
    }

    @Test
    void highestActiveVersionIsInUse() throws Exception {
        framework.start(plugin("tcp").version("1.9.0"));
        Bundle higher = framework.start(plugin("tcpnext")
                .header("Bundle-SymbolicName", "org.example.tcp")
                .version("1.10.0"));
        framework.start(plugin("tcp").version("1.2.0"));
        eventually(
                () -> registry.list().stream()
                                .filter(i -> i.state() == PluginState.ACTIVE)
                                .count()
                        == 3,
                () -> "three versions");

        assertThat(registry.list()).extracting(PluginInfo::version).containsExactly("1.10.0", "1.9.0", "1.2.0");
        assertThat(registry.find(TCP).orElseThrow().version()).isEqualTo("1.10.0");
        assertThat(answer()).isEqualTo("new");

        higher.stop();

        assertThat(answer()).isEqualTo("old");
        eventually(() -> registry.find(TCP).orElseThrow().version().equals("1.9.0"), () -> "1.9.0 in use");
        assertThat(registry.list()).extracting(PluginInfo::version).containsExactly("1.9.0", "1.2.0", "1.10.0");
    }

    @Test
    void pluginThatNeedsAServiceIsPendingUntilItIsThere() throws Exception {
        framework.start(plugin("needy"));

        PluginInfo info = framework.await(
                "section:needy", PluginState.PENDING, "needs service java.lang.Runnable with (device=fan)");
        assertThat(info.title()).isEqualTo("Needy");
        assertThat(info.help()).isEqualTo("Needs a service");

        Dictionary<String, Object> fan = new Hashtable<>(Map.of("device", "fan"));
        ServiceRegistration<?> service = framework.context.registerService(Runnable.class, () -> {}, fan);
        framework.await("section:needy", PluginState.ACTIVE);
        service.unregister();
        framework.await("section:needy", PluginState.PENDING);
    }

    @Test
    void metersCountPluginsByState() throws Exception {
        framework.start(plugin("tcp"));
        framework.start(plugin("needy"));
        framework.await("probe:tcp", PluginState.ACTIVE);
        framework.await("section:needy", PluginState.PENDING);

        List<Meter> meters = framework.meters().read();

        assertThat(meters).extracting(Meter::name).containsOnly("plugins_count");
        assertThat(meters)
                .extracting(meter -> meter.labels().get("state") + " " + (int) meter.value())
                .containsExactly("active 1", "pending 1", "failed 0");
    }

    @Test
    void filesOfThePluginCanBeReadAndNothingElse() throws Exception {
        framework.start(plugin("tcp")
                .file("META-INF/rem/README.md", "# TCP")
                .file("META-INF/rem/examples/a.yaml", "a: 1")
                .file("META-INF/rem/large.bin", new byte[8 * 1024 * 1024 + 1])
                .file("META-INF/secret", "x"));
        framework.await("probe:tcp", PluginState.ACTIVE);

        assertThat(registry.resource(TCP, "README.md"))
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo("# TCP"));
        assertThat(registry.resource(TCP, "examples/a.yaml")).isPresent();
        for (String path : List.of(
                "",
                "nothing",
                "examples",
                "examples/",
                "../secret",
                "../../META-INF/rem/README.md",
                "examples/../README.md",
                "./README.md",
                "/README.md",
                "..\\secret",
                "large.bin")) {
            assertThat(registry.resource(TCP, path)).as(path).isEmpty();
        }
        assertThat(registry.resource(PluginId.parse("probe:udp"), "README.md")).isEmpty();
    }

    private String answer() throws Exception {
        Probe<?> probe = registry.instance(TCP, Probe.class).orElseThrow();
        var method = probe.getClass().getMethod("probe", Record.class, ProbeContext.class);
        Object stage = method.invoke(probe, null, null);
        return ((java.util.concurrent.CompletionStage<?>) stage)
                .toCompletableFuture()
                .thenApply(outcome -> ((org.redeye.api.probe.Outcome) outcome).message())
                .get(10, TimeUnit.SECONDS);
    }
}
