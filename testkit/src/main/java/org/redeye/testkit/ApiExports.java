package org.redeye.testkit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.redeye.api.plugin.PluginRegistry;

/** What the API on the class path exports, for a framework in a test that shares it with the test. */
public final class ApiExports {

    private ApiExports() {}

    /**
     * The value of the header {@code Export-Package}, versions included, as
     * {@code org.osgi.framework.system.packages.extra} takes it.
     */
    public static String header() {
        try {
            Path api = Path.of(PluginRegistry.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return manifest(api).getMainAttributes().getValue("Export-Package");
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The API on the class path has no manifest", e);
        }
    }

    private static Manifest manifest(Path api) throws IOException {
        if (Files.isDirectory(api)) {
            try (var file = Files.newInputStream(api.resolve(JarFile.MANIFEST_NAME))) {
                return new Manifest(file);
            }
        }
        try (var jar = new JarFile(api.toFile())) {
            return jar.getManifest();
        }
    }
}
