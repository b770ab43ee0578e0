package org.redeye.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;

/** The plugins whose bundles stand on the class path of a test, found as the platform finds them: by their manifests. */
public final class ClassPath {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** Read once: the class path of a test does not change. */
    private static final List<Component> PLUGINS = read();

    private ClassPath() {}

    /**
     * New instances of every plugin of a kind that has a constructor without arguments.
     *
     * @param kind such as {@code field}
     * @param type the interface of that kind
     * @return by id; empty if there is none
     */
    public static <T> Map<String, T> plugins(String kind, Class<T> type) {
        var found = new TreeMap<String, T>();
        for (Component plugin : PLUGINS) {
            if (plugin.property("kind").equals(kind)) {
                found.put(plugin.property("id"), type.cast(instance(plugin.type())));
            }
        }
        return found;
    }

    private static List<Component> read() {
        var found = new ArrayList<Component>();
        try {
            ClassLoader loader = ClassPath.class.getClassLoader();
            for (URL manifest : Collections.list(loader.getResources(MANIFEST))) {
                for (String file : components(manifest)) {
                    try (InputStream in = URI.create(manifest.toString().replace(MANIFEST, file))
                            .toURL()
                            .openStream()) {
                        found.add(Component.read(in));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    private static String[] components(URL manifest) throws IOException {
        try (InputStream in = manifest.openStream()) {
            String header = new Manifest(in).getMainAttributes().getValue("Service-Component");
            return header == null ? new String[0] : header.split("\\s*,\\s*");
        }
    }

    private static Object instance(String type) {
        try {
            return Class.forName(type).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made for a test: " + e, e);
        }
    }
}
