package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages with their files in the product: installed, signed, rolled back, dropped, killed in the middle. */
@Tag("long")
class UnitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Path packages;

    @BeforeAll
    static void start() {
        rem = Distribution.start(folder.resolve("data"));
        packages = folder.resolve("data/packages");
    }

    @AfterAll
    static void stop() {
        rem.close();
    }

    private static Map<String, String> unit(String name, String version) {
        var files = new LinkedHashMap<String, String>();
        files.put(
                name + ".yaml",
                "package: {version: " + version + "}\npages: {home: {title: " + name + " " + version + "}}\n");
        files.put(name + "/scripts/a.sh", "#!/bin/sh\necho " + version + "\n");
        files.put(name + "/big.txt", (version + "\n").repeat(50_000));
        return files;
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static HttpResponse<String> install(Map<String, String> files, String query) throws IOException {
        return rem.send(rem.admin("/api/v1/packages" + query)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip(files))));
    }

    private static Map<String, String> tree(String name) throws IOException {
        var tree = new TreeMap<String, String>();
        tree.put(name + ".yaml", Files.readString(packages.resolve(name + ".yaml")));
        try (Stream<Path> files = Files.walk(packages.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(packages.relativize(file).toString(), Files.readString(file));
            }
        }
        return tree;
    }

    private static boolean isThere(String name) {
        return rem.send(rem.admin("/api/v1/packages/" + name)).statusCode() == 200;
    }

    @Test
    void anUpgradeIsRolledBackToTheByte() throws IOException {
        JsonNode plan = Distribution.json(install(unit("shop", "1.0.0"), "?dry-run=true"));
        assertThat(plan.at("/added/0").asText()).isEqualTo("shop/pages/home");
        assertThat(isThere("shop")).isFalse();
        assertThat(install(unit("shop", "1.0.0"), "").statusCode()).isEqualTo(200);
        Map<String, String> first = tree("shop");
        assertThat(first).isEqualTo(new TreeMap<>(unit("shop", "1.0.0")));
        assertThat(packages.resolve("shop/scripts/a.sh")).isExecutable();
        Distribution.await("the commit", PATIENCE, () -> revisions("shop") == 1);
        String revision =
                rem.get("/api/v1/packages/shop/history").at("/items/0/revision").asText();

        assertThat(install(unit("shop", "2.0.0"), "").statusCode()).isEqualTo(200);
        assertThat(rem.get("/api/v1/pages/shop/home").get("title").asText()).isEqualTo("shop 2.0.0");
        HttpResponse<String> back = rem.post("/api/v1/packages/shop/rollbacks", "{\"revision\":\"" + revision + "\"}");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(tree("shop")).isEqualTo(first);
        assertThat(packages.resolve("shop/scripts/a.sh")).isExecutable();
        assertThat(rem.get("/api/v1/pages/shop/home").get("title").asText()).isEqualTo("shop 1.0.0");

        JsonNode unit = unitInfo("shop");
        assertThat(unit.at("/drift/changed")).isEmpty();
        Files.writeString(packages.resolve("shop/scripts/a.sh"), "#!/bin/sh\necho mine\n");
        assertThat(unitInfo("shop").at("/drift/changed/0").asText()).isEqualTo("shop/scripts/a.sh");
        Distribution.await("the drift in the meters", PATIENCE, () -> rem.send(rem.admin("/metrics"))
                .body()
                .contains("units_drifted 1"));
    }

    private static int revisions(String name) {
        HttpResponse<String> answer = rem.send(rem.admin("/api/v1/packages/" + name + "/history"));
        return answer.statusCode() == 200
                ? Distribution.json(answer).get("items").size()
                : 0;
    }

    private static JsonNode unitInfo(String name) {
        return Distribution.json(
                rem.send(rem.admin("/api/v1/packages/" + name + "/unit").header("Accept", "application/json")));
    }

    @Test
    void whatIsDroppedIntoDeployIsInstalled() throws IOException {
        Path deploy = Files.createDirectories(folder.resolve("data/deploy"));
        drop(deploy, "dropped.zip", zip(unit("dropped", "1.0.0")));
        var bundle = new LinkedHashMap<String, String>();
        bundle.put(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: example.unit\n"
                        + "Bundle-Version: 1.0.0\n\n");
        unit("carried", "1.0.0").forEach((path, text) -> bundle.put("META-INF/rem/package/" + path, text));
        drop(deploy, "example.jar", zip(bundle));
        drop(deploy, "broken.zip", zip(Map.of("broken.yaml", "", "broken/../x", "")));

        Distribution.await("the dropped packages", PATIENCE, () -> isThere("dropped") && isThere("carried"));
        assertThat(tree("carried")).hasSize(3);
        Distribution.await("the refusal", PATIENCE, () -> rem.get("/api/v1/units/arrivals")
                .toString()
                .contains("leads out of"));
        assertThat(folder.resolve("data/x")).doesNotExist();
    }

    private static void drop(Path deploy, String name, byte[] bytes) throws IOException {
        Path draft = Files.write(folder.resolve(name), bytes);
        Files.move(draft, deploy.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void theShellInstallsSignsAndShows() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key = Files.writeString(
                folder.resolve("release.pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Path trusted = Files.createDirectories(folder.resolve("data/keys/packages"));
        Files.writeString(
                trusted.resolve("release.pub"),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        Path lying = folder.resolve("lying");
        for (var file : unit("signed", "1.0.0").entrySet()) {
            Files.createDirectories(lying.resolve(file.getKey()).getParent());
            Files.writeString(lying.resolve(file.getKey()), file.getValue());
        }
        assertThat(rem.rem("package-sign", lying.toString(), "--key", key.toString())
                        .exit())
                .isZero();
        Files.writeString(lying.resolve("signed/scripts/a.sh"), "#!/bin/sh\necho evil\n");
        Distribution.Result refused = rem.rem("package-install", lying.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("The file signed/scripts/a.sh is not as it was signed.");
        Files.writeString(
                lying.resolve("signed/scripts/a.sh"), unit("signed", "1.0.0").get("signed/scripts/a.sh"));
        assertThat(rem.rem("package-install", lying.toString()).out()).contains("signed by release");

        assertThat(rem.rem("node-set", "signed", "pages/home/title", "New").out())
                .contains("change 1");
        assertThat(rem.get("/api/v1/pages/signed/home").get("title").asText()).isEqualTo("New");
        assertThat(rem.rem("package-show", "signed").out())
                .contains("signed by release")
                .contains("signed.yaml: changed since");
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    @Test
    void aPageThatAPackageLacksIsThatOfItsFallback() {
        rem.putPackage("base", "", "pages: {help: {title: Of base}}\n");
        rem.putPackage("front", "", "package: {fallback: [base], requires: {packages: {base: }}}\npages: {}\n");
        assertThat(rem.get("/api/v1/pages/front/help").get("title").asText()).isEqualTo("Of base");
        assertThat(rem.get("/api/v1/pages/front/help?explain").toString())
                .isEqualTo("{\"answered\":\"base\",\"tried\":[\"front\",\"base\"]}");
        HttpResponse<String> refused = rem.delete("/api/v1/packages/base");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("front requires the package base");
        rem.putPackage("front", "", "package: {fallback: [base]}\npages: {help: {title: Of its own}}\n");
        assertThat(rem.get("/api/v1/pages/front/help").get("title").asText()).isEqualTo("Of its own");
    }

    @Test
    void tellsWhatTakingAPluginAwayWouldDo() {
        JsonNode impact = rem.get("/api/v1/plugins/section/pages/impact");
        assertThat(impact.get("refreshed")).isEmpty();
        assertThat(impact.get("packages").findValuesAsText("name")).contains("system_monitor");
        assertThat(impact.toString()).contains("needs section:pages");
    }

    @Test
    void whatIsKilledInTheMiddleIsTheOldUnitOrTheNew() throws IOException {
        Path data = folder.resolve("killed");
        try (Distribution other = Distribution.start(data)) {
            for (int kill = 0; kill < 2; kill++) {
                CompletableFuture<Void> installing = CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        try {
                            other.send(other.admin("/api/v1/packages")
                                    .header("Content-Type", "application/zip")
                                    .POST(BodyPublishers.ofByteArray(zip(unit("shop", 1 + i % 2 + ".0.0")))));
                        } catch (IOException | RuntimeException e) {
                            return; // killed
                        }
                    }
                });
                Distribution.await("an installation", PATIENCE, () -> Files.exists(data.resolve("packages/shop.yaml")));
                pause(ThreadLocalRandom.current().nextInt(100, 1_500));
                other.kill();
                installing.join();
                other.run();
                String text = Files.readString(data.resolve("packages/shop.yaml"));
                String version = text.contains("1.0.0") ? "1.0.0" : "2.0.0";
                for (var file : unit("shop", version).entrySet()) {
                    assertThat(Files.readString(data.resolve("packages").resolve(file.getKey())))
                            .as("%s, kill %d", file.getKey(), kill)
                            .isEqualTo(file.getValue());
                }
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
