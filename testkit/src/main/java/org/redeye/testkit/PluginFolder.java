package org.redeye.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Where a plugin lives: its sources and what the build made of them.
 *
 * @param root the folder with {@code README.md}, {@code icon.svg} and {@code examples}
 * @param classes the folder with the compiled classes, the manifest and the component descriptions
 */
public record PluginFolder(Path root, Path classes) {

    /** One capability {@code org.redeye.plugin} in the manifest, with the value of its attribute of the same name. */
    private static final Pattern CAPABILITY =
            Pattern.compile("org\\.redeye\\.plugin;[^,]*?org\\.redeye\\.plugin=\"([^\"]*)\"");

    /** The folder of a class in Maven's layout: {@code target/classes} and two levels above. */
    public static PluginFolder of(Class<?> plugin) {
        try {
            Path classes = Path.of(
                    plugin.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path target = classes.getParent();
            if (target == null || target.getParent() == null) {
                throw new IllegalStateException(classes + " is no target/classes of a plugin's folder");
            }
            return new PluginFolder(target.getParent(), classes);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path file(String name) {
        return root.resolve(name);
    }

    List<Example> examples() {
        return Example.in(root);
    }

    /** The main attributes of the manifest that bnd wrote. */
    Attributes manifest() throws IOException {
        try (InputStream in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    /** The plugins that the manifest names, as {@code kind:id}. */
    List<String> capabilities() throws IOException {
        String header = manifest().getValue("Provide-Capability");
        return header == null
                ? List.of()
                : CAPABILITY
                        .matcher(header)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
    }

    /** The components that the manifest names. */
    List<Component> components() throws IOException {
        String header = manifest().getValue("Service-Component");
        var components = new ArrayList<Component>();
        for (String file : header == null ? new String[0] : header.split("\\s*,\\s*")) {
            try (InputStream in = Files.newInputStream(classes.resolve(file))) {
                components.add(Component.read(in));
            }
        }
        return components;
    }
}
