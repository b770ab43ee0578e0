package org.redeye.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The bundles that the build made, read from their folders. */
final class Jars {

    private static final Path ROOT = Path.of(System.getProperty("rem.repository"));
    private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");

    private Jars() {}

    /**
     * A bundle.
     *
     * @param folder its folder relative to the repository, such as {@code plugins/probe-ping}
     */
    record Bundle(String folder, Path jar, Attributes manifest) {

        String name() {
            return manifest.getValue("Bundle-SymbolicName");
        }

        boolean plugin() {
            return folder.startsWith("plugins/");
        }

        /** The clauses of a header, commas in quotes left alone. */
        List<String> clauses(String header) {
            var clauses = new ArrayList<String>();
            String value = manifest.getValue(header);
            Matcher matcher = CLAUSE.matcher(value == null ? "" : value);
            while (matcher.find()) {
                clauses.add(matcher.group().strip());
            }
            return clauses;
        }

        List<String> packages(String header) {
            return clauses(header).stream()
                    .map(clause -> clause.split(";")[0].strip())
                    .toList();
        }
    }

    static List<Bundle> all() {
        var bundles = new ArrayList<Bundle>();
        for (String group : List.of("bundles", "plugins")) {
            try (Stream<Path> folders = Files.list(ROOT.resolve(group))) {
                folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                        .sorted()
                        .forEach(folder ->
                                bundles.add(read(group + "/" + folder.getFileName(), folder.resolve("target"))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bundles;
    }

    private static Bundle read(String folder, Path target) {
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("org\\.redeye\\..*-SNAPSHOT\\.jar|org\\.redeye\\..*\\d\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(folder + " has no jar: build it first"));
            try (var file = new JarFile(jar.toFile())) {
                return new Bundle(folder, jar, file.getManifest().getMainAttributes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        return ROOT;
    }
}
