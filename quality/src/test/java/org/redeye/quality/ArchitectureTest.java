package org.redeye.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.redeye.quality.Jars.Bundle;

/** The floors: who may export what, and who may import whom, read from every manifest. */
class ArchitectureTest {

    /** What floor 0 may import beside Java itself. */
    private static final List<String> FLOOR_0 =
            List.of("java.", "org.redeye.api.", "org.slf4j", "org.osgi.annotation.");

    @TestFactory
    List<DynamicTest> everyBundleKeepsItsFloor() {
        return Jars.all().stream()
                .map(bundle -> DynamicTest.dynamicTest(bundle.folder(), () -> {
                    namesAreOneName(bundle);
                    onlyTheApiExports(bundle);
                    importsKeepTheFloor(bundle);
                    nothingIsOptionalOrDynamic(bundle);
                }))
                .toList();
    }

    private static void namesAreOneName(Bundle bundle) {
        String module =
                bundle.folder().substring(bundle.folder().indexOf('/') + 1).replace('-', '.');
        String last = bundle.name().substring("org.redeye.".length()).replace("-", ".");
        assertThat(last).as("symbolic name of " + bundle.folder()).isEqualTo(module);
    }

    private static void onlyTheApiExports(Bundle bundle) {
        if (bundle.folder().equals("bundles/api")) {
            assertThat(bundle.packages("Export-Package")).allMatch(name -> name.startsWith("org.redeye.api."));
            assertThat(bundle.clauses("Export-Package"))
                    .allMatch(clause -> clause.contains("version="), "has a version");
        } else {
            assertThat(bundle.clauses("Export-Package"))
                    .as("only the API exports packages")
                    .isEmpty();
        }
    }

    private static void importsKeepTheFloor(Bundle bundle) {
        List<String> imports = bundle.packages("Import-Package");
        assertThat(imports)
                .as("what is not API is nobody else's business")
                .noneMatch(name -> name.startsWith("org.redeye.") && !name.startsWith("org.redeye.api."));
        if (bundle.folder().equals("bundles/api")) {
            assertThat(imports).allMatch(name -> FLOOR_0.stream().anyMatch(name::startsWith));
        }
    }

    private static void nothingIsOptionalOrDynamic(Bundle bundle) {
        assertThat(bundle.manifest().getValue("DynamicImport-Package")).isNull();
        assertThat(bundle.clauses("Import-Package"))
                .as("an optional import makes a restart storm when somebody satisfies it")
                .noneMatch(clause -> clause.contains("resolution:=optional"));
    }

    @Test
    void everyPluginFolderIsWhole() {
        for (Bundle bundle : Jars.all()) {
            if (bundle.plugin()) {
                var folder = Jars.root().resolve(bundle.folder());
                assertThat(folder.resolve("README.md")).exists();
                assertThat(folder.resolve("icon.svg")).exists();
                if (!bundle.folder().startsWith("plugins/store-")) { // nobody writes settings of a store in a package
                    assertThat(folder.resolve("examples"))
                            .isDirectoryContaining("glob:**/valid*.yaml")
                            .isDirectoryContaining("glob:**/invalid*.yaml");
                }
                assertThat(bundle.clauses("Provide-Capability"))
                        .as(bundle.folder() + " says what it is")
                        .anyMatch(clause -> clause.startsWith("org.redeye.plugin;"));
            }
        }
    }

    @Test
    void aThirdPartyBundleStandsInExactlyOneFeature() throws IOException {
        String features = Files.readString(Jars.root().resolve("features/src/main/feature/features.xml"));
        List<String> bundles = features.lines()
                .filter(line -> line.contains("mvn:"))
                .flatMap(line -> java.util.regex.Pattern.compile("mvn:[^<]+")
                        .matcher(line)
                        .results())
                .map(java.util.regex.MatchResult::group)
                .toList();
        Set<String> twice =
                bundles.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting())).entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(java.util.Map.Entry::getKey)
                        .collect(Collectors.toSet());
        assertThat(bundles).isNotEmpty();
        assertThat(twice).isEmpty();
    }

    @Test
    void everyBundleIsShipped() throws IOException {
        String features = Files.readString(Jars.root().resolve("features/src/main/feature/features.xml"));
        assertThat(Jars.all())
                .allSatisfy(bundle -> assertThat(features).contains("mvn:org.redeye/" + bundle.name() + "/"));
    }
}
