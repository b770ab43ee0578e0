package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Arrival;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.unit.Remembered;
import org.redeye.packages.unit.Unpacker;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** Units that are dropped into a folder or come in a bundle. */
class UnitArrivalsTest {

    private static final String SHOP = "package: {version: 1.0.0}\nthings: {g: {one: {}}}\n";
    private static final String NEEDY = "package: {requires: {packages: {base: 1}}}\nthings: {g: {one: {}}}\n";

    @TempDir
    private Path data;

    private PackagesEngine packages;
    private UnitsEngine units;
    private UnitArrivals arrivals;
    private Path deploy;

    @BeforeEach
    void start() throws IOException {
        var plugins = new FakePluginRegistry()
                .withClassPath("field", FieldType.class)
                .with("section", "things", new PackagesEngineTest.Things());
        packages = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                Recorder.NONE,
                new Guard(Duration.ofSeconds(5)));
        units = new UnitsEngine(packages, FakePlatform.in(data), plugins);
        deploy = Files.createDirectories(data.resolve("data/deploy"));
        arrivals = new UnitArrivals(
                units,
                new Remembered(packages.folder().path()),
                List.of(data.resolve("nowhere"), deploy),
                packages.road()::applied);
    }

    @AfterEach
    void stop() {
        packages.close();
    }

    private void drop(String file, Map<String, String> content) throws IOException {
        Path target = deploy.resolve(file);
        try (var zip = new ZipOutputStream(Files.newOutputStream(target))) {
            for (var each : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.setLastModifiedTime(target, FileTime.from(Instant.now().plusSeconds(content.hashCode() % 10_000)));
    }

    private void look() {
        arrivals.poll();
        arrivals.poll();
    }

    private List<String> names() {
        return packages.list().stream().map(PackageInfo::name).toList();
    }

    @Test
    void installsWhatIsDroppedOnceItIsWhole() throws IOException {
        drop("shop-1.zip", Map.of("shop.yaml", SHOP, "shop/a.py", "#!/bin/sh\n"));
        Files.writeString(deploy.resolve("lan.yaml"), SHOP);
        Files.writeString(deploy.resolve("plugin.jar"), "no business of ours");
        arrivals.poll();
        assertThat(names()).as("it may still be copied").isEmpty();
        arrivals.poll();

        assertThat(names()).containsExactly("lan", "shop");
        assertThat(data.resolve("data/packages/shop/a.py")).exists();
        assertThat(units.arrivals())
                .extracting(Arrival::source, Arrival::name, Arrival::version, Arrival::problem)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        deploy.resolve("shop-1.zip").toString(), "shop", "1.0.0", ""));
    }

    @Test
    void installsEachContentOnceSoThatEditsAndRemovalsStay() throws IOException {
        drop("shop.zip", Map.of("shop.yaml", SHOP));
        look();
        packages.remove("shop", "", Change.by("anne"));
        stop();
        start();
        look();
        assertThat(names()).isEmpty();

        drop("shop.zip", Map.of("shop.yaml", SHOP + "# second\n"));
        look();
        assertThat(names()).containsExactly("shop");
        Files.delete(deploy.resolve("shop.zip"));
        look();
        assertThat(names()).as("the package stays").containsExactly("shop");
        assertThat(units.arrivals()).isEmpty();
    }

    @Test
    void tellsWhyOneIsRefusedAndTriesAgainWhenAPackageChanged() throws IOException {
        drop("needy.zip", Map.of("needy.yaml", NEEDY));
        look();
        look();
        assertThat(arrivals.refused()).isEqualTo(1);
        assertThat(units.arrivals())
                .singleElement()
                .extracting(Arrival::problem)
                .asString()
                .contains("needy requires the package base");

        packages.apply("base", "package: {version: 1.0}\n", "", Change.by("anne"));
        look();
        assertThat(names()).containsExactly("base", "needy");
    }

    @Test
    void installsWhatABundleCarries() throws IOException {
        Map<String, Unpacker.Source> unit = Map.of(
                "needy.yaml", () -> new ByteArrayInputStream(NEEDY.getBytes(StandardCharsets.UTF_8)),
                "needy/a.txt", () -> new ByteArrayInputStream(new byte[] {'a'}));
        arrivals.bundle("org.example.needy 1.0.0", unit);
        assertThat(names()).isEmpty();
        packages.apply("base", "package: {version: 1.0}\n", "", Change.by("anne"));
        look();
        assertThat(names()).containsExactly("base", "needy");
        assertThat(units.find("needy").orElseThrow().source()).isEqualTo("org.example.needy 1.0.0");

        packages.remove("needy", "", Change.by("anne"));
        arrivals.bundle("org.example.needy 1.0.0", unit);
        assertThat(names()).as("that was installed already").containsExactly("base");
    }
}
