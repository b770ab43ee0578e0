package org.redeye.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.registry.TestFramework.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;

/** A file in deploy/ that is no bundle is a plugin that failed, for as long as it lies there. */
@Timeout(60)
class DeployFoldersTest {
    @TempDir
    private static Path folder;

    private static TestFramework framework;

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.in(folder);
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
    void fileThatIsNoJarAppearsAndVanishes() throws Exception {
        Path file = Files.writeString(framework.deploy.resolve("My Probe.jar"), "<html>404</html>");

        PluginInfo info = framework.await("file:my-probe", PluginState.FAILED);
        assertThat(info.reason())
                .isEqualTo(framework.deploy + "/My Probe.jar is no jar: it does not begin like a zip archive");
        assertThat(info.bundle()).isEqualTo("My Probe.jar");
        assertThat(info.bundleId()).isEqualTo(-1);
        assertThat(info.version()).isEqualTo("0.0.0");

        Files.delete(file);
        framework.awaitGone("file:my-probe");
    }

    @Test
    void deployFolderOfTheDataIsWatchedToo() throws Exception {
        Path file = Files.createDirectories(folder.resolve("data/deploy")).resolve("mine.jar");
        Files.writeString(file, "x");

        assertThat(framework.await("file:mine", PluginState.FAILED).reason()).startsWith(file + " is no jar");
        Files.delete(file);
    }

    @Test
    void brokenFileThatIsReplacedBySoundOneVanishes() throws Exception {
        Path file = Files.write(framework.deploy.resolve("tcp.jar"), new byte[0]);
        assertThat(framework.await("file:tcp", PluginState.FAILED).reason())
                .isEqualTo(framework.deploy + "/tcp.jar is empty");

        Files.write(file, plugin("tcp").bytes());

        framework.awaitGone("file:tcp");
    }

    @Test
    void truncatedJarIsTold() throws Exception {
        byte[] whole = plugin("tcp").bytes();
        Files.write(framework.deploy.resolve("tcp.jar"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(framework.await("file:tcp", PluginState.FAILED).reason())
                .startsWith(framework.deploy + "/tcp.jar is cut off or damaged");
    }

    @Test
    void zipWithoutManifestAndPlainJarAreTold() throws Exception {
        zip("bare.jar", null);
        zip("plain.jar", "Manifest-Version: 1.0\n");
        zip("old.jar", "Manifest-Version: 1.0\nBundle-SymbolicName: x\n");
        zip(
                "odd.jar",
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: x;singleton:=true\n"
                        + "Bundle-Version: one\n");

        assertThat(framework.await("file:bare", PluginState.FAILED).reason())
                .isEqualTo(framework.deploy + "/bare.jar is a zip archive without META-INF/MANIFEST.MF;"
                        + " build it as an OSGi bundle, as bnd does");
        assertThat(framework.await("file:plain", PluginState.FAILED).reason())
                .isEqualTo(framework.deploy + "/plain.jar is a plain jar: its manifest has no Bundle-SymbolicName;"
                        + " build it as an OSGi bundle, as bnd does");
        assertThat(framework.await("file:old", PluginState.FAILED).reason())
                .startsWith(framework.deploy + "/old.jar has no 'Bundle-ManifestVersion: 2'");
        assertThat(framework.await("file:odd", PluginState.FAILED).reason())
                .isEqualTo(framework.deploy
                        + "/odd.jar has the Bundle-Version 'one', which is none; expected one such as 1.2.3");
    }

    @Test
    void namesThatBecomeTheSameWordAreKeptApart() throws Exception {
        Files.writeString(framework.deploy.resolve("A_b.jar"), "x");
        Files.writeString(framework.deploy.resolve("a b.jar"), "x");

        framework.await("file:a-b", PluginState.FAILED);
        framework.await("file:a-b-2", PluginState.FAILED);
    }

    @Test
    void otherFilesAreNoAffairOfOurs() throws Exception {
        Files.writeString(framework.deploy.resolve("README"), "x");
        Files.writeString(framework.deploy.resolve("users.cfg"), "x");
        Files.writeString(framework.deploy.resolve(".hidden.jar"), "x");
        Files.createDirectory(framework.deploy.resolve("folder.jar"));
        Files.writeString(framework.deploy.resolve("last.jar"), "x");

        framework.await("file:last", PluginState.FAILED);

        assertThat(framework.registry.list()).hasSize(1);
    }

    @Test
    void fileThatStillGrowsIsLeftInPeace() throws Exception {
        var deployFolders = new DeployFolders(List.of(framework.deploy), framework.context);
        Path file = framework.deploy.resolve("slow.jar");
        for (int i = 1; i < 10; i++) {
            Files.write(file, new byte[i]);
            deployFolders.poll();
            assertThat(deployFolders.broken()).isEmpty();
        }

        assertThat(deployFolders.poll()).isTrue();
        assertThat(deployFolders.broken()).hasSize(1);
        assertThat(deployFolders.poll()).isFalse();
    }

    @Test
    void pluginThatTheFrameworkDidNotTakeIsTold() throws Exception {
        var deployFolders = new DeployFolders(List.of(framework.deploy), framework.context);
        Files.write(framework.deploy.resolve("tcp.jar"), plugin("tcp").bytes());
        for (int i = 0; i < 30; i++) {
            deployFolders.poll();
        }

        assertThat(deployFolders.broken().get(0).info().reason())
                .isEqualTo(framework.deploy
                        + "/tcp.jar is a bundle, but the framework did not install it; the log says why");
        framework.start(plugin("tcp"));
        assertThat(deployFolders.broken()).isEmpty();
    }

    private void zip(String name, String manifest) throws Exception {
        try (var out = Files.newOutputStream(framework.deploy.resolve(name));
                var jar = new JarOutputStream(out)) {
            if (manifest != null) {
                jar.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
                new Manifest(new java.io.ByteArrayInputStream(
                                manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .write(jar);
            }
            jar.putNextEntry(new ZipEntry("a.txt"));
        }
    }
}
