package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Domain;
import aQute.bnd.version.Version;
import aQute.bnd.version.VersionRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Each feature stands on its own: the packages that its bundles import are exported in it, in the features that it names, or
 * by the container. The build resolves the whole distribution with Karaf's own verifier; to let that one resolve fifty
 * features one by one would take a quarter of the build.
 */
class FeaturesIT {

    private static final Path SYSTEM = Distribution.home().resolve("system");

    /** What a feature names: other features and its own bundles, as paths below {@code system/}. */
    private record Feature(Set<String> features, Set<Path> bundles) {}

    private final Map<String, Feature> features = new HashMap<>();
    private final Map<Path, Domain> manifests = new HashMap<>();
    private final Parameters container = new Parameters();

    @TestFactory
    List<DynamicTest> aFeatureHasAllThatItsBundlesImport() throws Exception {
        read("org/apache/karaf/features/framework");
        read("org/redeye/org.redeye.features");
        systemPackages();
        var tests = new ArrayList<DynamicTest>();
        for (String name : new TreeSet<>(features.keySet())) {
            if (name.startsWith("rem")) {
                tests.add(DynamicTest.dynamicTest(
                        name, () -> assertThat(missing(name)).as(name).isEmpty()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests;
    }

    private Set<String> missing(String feature) throws IOException {
        var bundles = new LinkedHashSet<Path>();
        collect(feature, bundles);
        var offering = new LinkedHashSet<>(bundles);
        collect("framework", offering);
        var exports = new ArrayList<Parameters>(List.of(container));
        for (Path bundle : offering) {
            exports.add(manifest(bundle).getExportPackage());
        }
        var missing = new TreeSet<String>();
        for (Path bundle : bundles) {
            manifest(bundle).getImportPackage().forEach((name, wanted) -> {
                if (!"optional".equals(wanted.get("resolution:"))
                        && exports.stream().noneMatch(offered -> gives(offered, name, wanted))) {
                    missing.add(name + " " + wanted.getOrDefault("version", "") + " for " + bundle.getFileName());
                }
            });
        }
        return missing;
    }

    private static boolean gives(Parameters exports, String name, Attrs wanted) {
        // a second export of one package is named with a tilde
        for (String key = name; exports.containsKey(key); key += "~") {
            String version = exports.get(key).getOrDefault("version", "0");
            if (new VersionRange(wanted.getOrDefault("version", "0")).includes(new Version(version))) {
                return true;
            }
        }
        return false;
    }

    private void collect(String name, Set<Path> bundles) {
        Feature feature = features.get(name);
        assertThat(feature).as("feature " + name).isNotNull();
        feature.features().forEach(other -> collect(other, bundles));
        bundles.addAll(feature.bundles());
    }

    private Domain manifest(Path bundle) throws IOException {
        Domain known = manifests.get(bundle);
        if (known == null) {
            known = Domain.domain(SYSTEM.resolve(bundle).toFile());
            manifests.put(bundle, known);
        }
        return known;
    }

    private void read(String folder) throws Exception {
        Path file;
        try (var files = Files.walk(SYSTEM.resolve(folder))) {
            file = files.filter(path -> path.toString().endsWith("-features.xml"))
                    .findFirst()
                    .orElseThrow();
        }
        var nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("feature");
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.hasAttribute("name")) {
                features.put(element.getAttribute("name"), feature(element));
            }
        }
    }

    private static Feature feature(Element element) {
        var feature = new Feature(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals("feature")) {
                feature.features().add(child.getTextContent().strip());
            } else if (child.getNodeName().equals("bundle")) {
                feature.bundles().add(path(child.getTextContent().strip()));
            }
        }
        return feature;
    }

    /** Where {@code mvn:group/artifact/version} lies in a repository. */
    private static Path path(String address) {
        String[] parts = address.replaceFirst("^mvn:", "").split("/");
        return Path.of(parts[0].replace('.', '/'), parts[1], parts[2], parts[1] + "-" + parts[2] + ".jar");
    }

    /** What the framework itself exports: OSGi's and Karaf's packages, and all of the JDK's. */
    private void systemPackages() throws IOException {
        var config = new Properties();
        try (var in = Files.newBufferedReader(Distribution.home().resolve("etc/config.properties"))) {
            config.load(in);
        }
        for (String key : List.of("org.osgi.framework.system.packages", "org.osgi.framework.system.packages.extra")) {
            String packages =
                    config.getProperty(key).replaceAll("\\$\\{[^}]*}", "").strip();
            container.putAll(new Parameters(packages.replaceAll("[,\\s]+$", "")));
        }
        ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getPackages().stream())
                .forEach(name -> container.putIfAbsent(name, new Attrs()));
    }
}
