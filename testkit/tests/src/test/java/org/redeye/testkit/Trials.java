package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs suites on plugins that are made for it, and writes the folders of such plugins. */
final class Trials {

    static final String ICON =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d=\"M1 1h9\"/></svg>";

    private Trials() {}

    /** The names of the tests of a suite that fail. */
    static Set<String> failures(Class<?> suite) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute()
                .testEvents();
        assertThat(tests.started().count()).as("tests in " + suite).isPositive();
        return tests.failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The folder of a plugin that is whole, as bnd and its author leave it. */
    static PluginFolder folder(Path root, Class<?> plugin, String kind, String id, Map<String, String> examples)
            throws IOException {
        var folder = new PluginFolder(root, root.resolve("classes"));
        write(folder, "README.md", "# A plugin for a trial\n\n" + "It exists to be looked at by a suite. ".repeat(4));
        write(folder, "icon.svg", ICON);
        for (var example : examples.entrySet()) {
            write(folder, "examples/" + example.getKey() + ".yaml", example.getValue());
        }
        write(folder, "classes/META-INF/MANIFEST.MF", manifest(kind, id, ""));
        write(folder, "classes/OSGI-INF/trial.xml", component(plugin, kind, id));
        return folder;
    }

    static void write(PluginFolder folder, String file, String text) throws IOException {
        Path path = folder.root().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    static String manifest(String kind, String id, String more) {
        return "Manifest-Version: 1.0\nService-Component: OSGI-INF/trial.xml\n" + more
                + "Provide-Capability: osgi.service,org.redeye.plugin;id=" + id + ";kind=" + kind
                + ";\n org.redeye.plugin=\"" + kind + ":" + id + "\"\n";
    }

    static String component(Class<?> plugin, String kind, String id) {
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="trial">
                  <property name="rem.kind" type="String" value="%s"/>
                  <property name="rem.id" type="String" value="%s"/>
                  <property name="rem.title" type="String" value="A trial"/>
                  <property name="rem.help" type="String" value="Made for a trial"/>
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(kind, id, plugin.getName());
    }
}
