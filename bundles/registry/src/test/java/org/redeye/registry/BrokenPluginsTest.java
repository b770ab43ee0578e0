package org.redeye.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.registry.TestFramework.plugin;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.probe.Probe;
import org.redeye.api.section.SectionType;

/** Each way in which a plugin can be broken gets its reason in words, and a sound plugin beside it goes on. */
@Timeout(60)
class BrokenPluginsTest {
    @TempDir
    private static Path folder;

    private static TestFramework framework;

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.impatient(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        framework.close();
    }

    @BeforeEach
    void forget() {
        System.clearProperty("test.device");
        System.clearProperty("test.release");
        System.clearProperty("test.interrupted");
    }

    @AfterEach
    void theSoundPluginBesideItWorks() throws Exception {
        System.setProperty("test.release", "now");
        Bundle broken = framework.context.getBundle("org.example.tcp1.0.0");
        if (broken != null) {
            broken.uninstall();
        }
        framework.start(plugin("tcp"));
        TestFramework.eventually( // the one just uninstalled may still be in the picture
                () -> framework
                        .registry
                        .instance(PluginId.parse("probe:tcp"), Probe.class)
                        .isPresent(),
                () -> "the sound plugin to live");
        framework.await("probe:tcp", PluginState.ACTIVE);
        framework.reset();
    }

    @Test
    void constructorThatThrows() throws Exception {
        framework.start(plugin("throwing"));

        PluginInfo info = framework.await("section:throwing", PluginState.FAILED);

        assertThat(info.reason())
                .isEqualTo("its constructor failed: " + "ThrowingSection$DeviceException: open failed");
        assertThat(info.title()).isEqualTo("Throwing");
        assertThat(framework.registry.instance(info.id(), SectionType.class)).isEmpty();
    }

    @Test
    void constructorThatThrewIsTriedAgain() throws Exception {
        framework.start(plugin("throwing"));
        framework.await("section:throwing", PluginState.FAILED);

        System.setProperty("test.device", "there now");

        framework.await("section:throwing", PluginState.ACTIVE);
    }

    @Test
    void constructorThatHangsUntilItComesBack() throws Exception {
        framework.start(plugin("stuck"));

        PluginInfo info = framework.await("section:stuck", PluginState.FAILED);
        assertThat(info.reason()).isEqualTo("its constructor has not returned after 200 ms; it must not block");

        System.setProperty("test.release", "now");
        framework.await("section:stuck", PluginState.ACTIVE);
    }

    @Test
    void schemaThatHangs() throws Exception {
        framework.start(plugin("hanging"));

        PluginInfo info = framework.await("section:hanging", PluginState.FAILED);

        assertThat(info.reason())
                .isEqualTo("its schema() has not returned after 200 ms;"
                        + " it must answer at once and without waiting for anything");
        assertThat(framework.registry.instance(info.id(), SectionType.class)).isEmpty();
        TestFramework.eventually(() -> System.getProperty("test.interrupted") != null, () -> "an interrupt");
    }

    @Test
    void schemaThatThrowsAnErrorOfItsOwn() throws Exception {
        framework.start(plugin("leaky"));

        assertThat(framework.await("section:leaky", PluginState.FAILED).reason())
                .isEqualTo("its schema is broken: "
                        + "org.redeye.registry.plugins.leaky.LeakySection$LeakyError: own error");
    }

    @Test
    void configurationWithoutHelp() throws Exception {
        framework.start(plugin("brokenschema"));

        assertThat(framework.await("probe:broken-schema", PluginState.FAILED).reason())
                .startsWith("its schema is broken: ")
                .endsWith("Config.port has no @Field: every component needs its help text");
    }

    @Test
    void importThatNobodyExports() throws Exception {
        framework.start(plugin("tcp").header("Import-Package", "org.foo.bar;version=\"[1.0,2)\",*"));

        assertThat(framework.await("probe:tcp", PluginState.FAILED).reason())
                .isEqualTo("org.foo.bar [1.0.0,2.0.0) is exported by nobody; build the library into the plugin's jar");
    }

    @Test
    void importOfAnotherVersionOfTheApi() throws Exception {
        framework.start(plugin("tcp").header("Import-Package", "org.redeye.api.probe;version=\"[7.0,8)\",*"));

        assertThat(framework.await("probe:tcp", PluginState.FAILED).reason())
                .matches(
                        "org\\.redeye\\.api\\.probe \\[7\\.0\\.0,8\\.0\\.0\\) is not there, only org\\.redeye\\.api\\.probe 1\\.\\d+\\.\\d+"
                                + " of org\\.apache\\.felix\\.framework; build the plugin against that version");
    }

    @Test
    void importThatOnlyAnUnresolvedBundleExports() throws Exception {
        framework.context.installBundle(
                "lib",
                new TestFramework.PluginJar("org.example.lib", "")
                                .header("Export-Package", "org.foo.bar;version=1.5;-split-package:=first")
                                .header("-includeresource", "org/foo/bar/x.txt;literal='x'")
                                .header("Import-Package", "org.foo.deep")
                                .stream());
        framework.start(plugin("tcp").header("Import-Package", "org.foo.bar;version=\"[1.0,2)\",*"));

        assertThat(framework.await("probe:tcp", PluginState.FAILED).reason())
                .isEqualTo("org.foo.bar [1.0.0,2.0.0) is offered by org.example.lib, which cannot be resolved itself");
    }

    @Test
    void newerJavaThanThis() throws Exception {
        framework.start(
                plugin("tcp").header("Require-Capability", "osgi.ee;filter:='(&(osgi.ee=JavaSE)(version=99))'"));

        assertThat(framework.await("probe:tcp", PluginState.FAILED).reason())
                .startsWith("it is built for Java 99 and this is Java "
                        + Runtime.version().feature());
    }

    @Test
    void missingImportThatComesLater() throws Exception {
        framework.start(plugin("tcp").header("Import-Package", "org.foo.bar;version=\"[1.0,2)\",*"));
        framework.await("probe:tcp", PluginState.FAILED);

        framework.context.installBundle(
                "lib",
                new TestFramework.PluginJar("org.example.lib", "")
                                .header("Export-Package", "org.foo.bar;version=1.5")
                                .header("-includeresource", "org/foo/bar/x.txt;literal='x'")
                                .stream());
        framework.context.getBundle("org.example.tcp1.0.0").start();

        framework.await("probe:tcp", PluginState.ACTIVE);
    }

    @Test
    void capabilityWithoutComponent() throws Exception {
        framework.start(new TestFramework.PluginJar("org.example.empty", "")
                .header("Provide-Capability", "org.redeye.plugin;kind=probe;id=empty"));

        assertThat(framework.await("probe:empty", PluginState.FAILED).reason())
                .startsWith("its bundle declares probe:empty but has no component for it");
    }

    @Test
    void identityThatIsNone() throws Exception {
        framework.start(new TestFramework.PluginJar("org.example.Loud", "")
                .header("Provide-Capability", "org.redeye.plugin;kind=probe;id=LOUD"));

        assertThat(framework
                        .await("bundle:org-example-loud", PluginState.FAILED)
                        .reason())
                .isEqualTo("the bundle declares a plugin, but 'probe:LOUD' is no plugin identity;"
                        + " expected kind:id in lower case, such as probe:ping");
    }

    @Test
    void ownCopyOfTheApi() throws Exception {
        framework.start(plugin("tcp")
                .header("-conditionalpackage", "org.redeye.api.*")
                .header("Import-Package", "!org.redeye.api.*,!org.jspecify.annotations,*"));

        assertThat(framework.await("probe:tcp", PluginState.FAILED).reason())
                .isEqualTo("its jar carries its own copy of org.redeye.api.probe.Probe;"
                        + " leave org.redeye.api out of the jar (Maven scope 'provided')");
    }
}
