package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** What the build makes of the plugin. A store takes no fields in YAML, so it has no examples to test. */
class BundleTest {

    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void theManifestNamesThePluginAndImportsWhatItNeeds() throws IOException {
        try (var file = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            var manifest = new Manifest(file).getMainAttributes();
            assertThat(manifest.getValue("Provide-Capability")).contains("org.redeye.plugin=\"store:rrd4j\"");
            assertThat(manifest.getValue("Export-Package")).isNull();
            assertThat(manifest.getValue("Import-Package"))
                    .contains("org.rrd4j.core")
                    .doesNotContain("resolution:=optional");
        }
    }

    @Test
    void itsSettingsAreThoseOfTheReadme() throws IOException {
        String readme = Files.readString(CLASSES.resolve("META-INF/rem/README.md"));
        for (var setting : Config.class.getDeclaredMethods()) {
            assertThat(readme)
                    .contains(
                            "| `" + setting.getName().replace('_', '.') + "` | `" + setting.getDefaultValue() + "` |");
        }
        assertThat(CLASSES.resolve("META-INF/rem/icon.svg")).exists();
    }
}
