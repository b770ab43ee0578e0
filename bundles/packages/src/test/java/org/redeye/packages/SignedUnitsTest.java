package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.UnitInfo;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.Recorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** Signatures, and what was edited since. */
class SignedUnitsTest {

    private static final Change ANNE = Change.by("anne");

    @TempDir
    private Path data;

    private final FakeEvents events = new FakeEvents();
    private Path folder;
    private Path lying;
    private Path key;
    private PackagesEngine packages;
    private UnitsEngine units;

    @BeforeEach
    void start() throws Exception {
        folder = data.resolve("data/packages");
        var plugins = new FakePluginRegistry()
                .withClassPath("field", FieldType.class)
                .with("section", "things", new PackagesEngineTest.Things());
        packages = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                events,
                FakePlatform.in(data),
                Recorder.NONE,
                new Guard(Duration.ofSeconds(5)));
        units = new UnitsEngine(packages, FakePlatform.in(data), plugins);
        lying = Files.createDirectories(data.resolve("lying/shop")).getParent();
        Files.writeString(lying.resolve("shop.yaml"), "package: {version: 1.0.0}\nthings: {g: {one: {}}}\n");
        Files.writeString(lying.resolve("shop/a.py"), "#!/usr/bin/env python3\nprint(1)\n");
        Files.writeString(lying.resolve("shop/b.html"), "<p>");
        key = keyPair("release");
    }

    @AfterEach
    void stop() {
        packages.close();
    }

    /** Makes a key whose public half is trusted; answers the private half. */
    private Path keyPair(String name) throws IOException, NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path trusted = Files.createDirectories(data.resolve("data/keys/packages"));
        Files.writeString(
                trusted.resolve(name + ".pub"),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        return Files.writeString(
                data.resolve(name + ".pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }

    private void install() {
        units.install(new UnitSource.Place(lying), "", ANNE);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::install).isInstanceOf(PackageException.class).hasMessage("lying: " + message);
        assertThat(folder.resolve("shop.yaml")).doesNotExist();
    }

    private UnitInfo info() {
        return units.find("shop").orElseThrow();
    }

    @Test
    void tellsWhoSignedAUnitAndThatOneIsUnsigned() {
        assertThat(units.plan(new UnitSource.Place(lying)).signedBy()).isEmpty();
        assertThat(units.sign(lying, key)).isEqualTo("shop");
        assertThat(units.plan(new UnitSource.Place(lying)).signedBy()).isEqualTo("release");
        install();
        assertThat(info().signedBy()).isEqualTo("release");
        assertThat(info().drift()).isEqualTo(FileChanges.NONE);
    }

    @Test
    void oneChangedByteIsRefusedInWhateverFile() throws IOException {
        units.sign(lying, key);
        for (String file : List.of("shop.yaml", "shop/a.py", "shop/b.html")) {
            Path path = lying.resolve(file);
            byte[] right = Files.readAllBytes(path);
            byte[] wrong = right.clone();
            wrong[wrong.length - 1] ^= 1;
            Files.write(path, wrong);
            assertRefused("The file " + file + " is not as it was signed.");
            Files.write(path, right);
        }
        install();
    }

    @Test
    void addedAndMissingFilesAreRefused() throws IOException {
        units.sign(lying, key);
        Files.writeString(lying.resolve("shop/more.py"), "");
        assertRefused("The file shop/more.py was added after signing.");
        Files.delete(lying.resolve("shop/more.py"));
        Files.delete(lying.resolve("shop/a.py"));
        assertRefused("The file shop/a.py was signed and is missing.");
    }

    @Test
    void whoChangesTheSumsNeedsTheKey() throws Exception {
        units.sign(lying, key);
        Path other = keyPair("other");
        Files.delete(data.resolve("data/keys/packages/other.pub"));
        units.sign(lying, other);
        assertRefused("None of the trusted keys (release) has signed shop/SHA256SUMS as it is; an admin trusts a key by"
                + " putting its public half into " + data.resolve("data/keys/packages") + " as NAME.pub.");
        Files.delete(lying.resolve("shop/SHA256SUMS.sig"));
        assertRefused("The unit has shop/SHA256SUMS but not shop/SHA256SUMS.sig; a signature needs both.");
    }

    @Test
    void signsAndChecksAsOtherToolsDo() throws IOException, InterruptedException {
        units.sign(lying, key);
        Process sums = new ProcessBuilder("sha256sum", "-c", "--quiet", "shop/SHA256SUMS")
                .directory(lying.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(sums.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(sums.waitFor()).isZero();
        Process signature = new ProcessBuilder(
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        data.resolve("data/keys/packages/release.pub").toString(),
                        "-rawin",
                        "-in",
                        "shop/SHA256SUMS",
                        "-sigfile",
                        "shop/SHA256SUMS.sig")
                .directory(lying.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(signature.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Verified Successfully");
    }

    @Test
    void signsAnArchiveAnew() throws IOException {
        install();
        Path archive = data.resolve("shop.zip");
        var bytes = new ByteArrayOutputStream();
        units.export("shop", bytes);
        Files.write(archive, bytes.toByteArray());
        units.sign(archive, key);
        assertThat(units.install(new UnitSource.Place(archive), "", ANNE).signedBy())
                .isEqualTo("release");
    }

    @Test
    void aKeyThatIsNoneIsToldWithoutItsContent() throws IOException {
        Path wrong = Files.writeString(data.resolve("wrong.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n");
        assertThatThrownBy(() -> units.sign(lying, wrong))
                .hasMessageContaining("no private key of Ed25519 in PEM")
                .hasMessageNotContaining("c2Vjc");
        assertThatThrownBy(() -> units.sign(lying, data.resolve("none.pem"))).hasMessageContaining("There is no file");
    }

    @Test
    void showsWhichFilesWereEditedSinceTheyWereInstalled() throws IOException {
        units.sign(lying, key);
        install();
        Files.writeString(folder.resolve("shop/a.py"), "print(2)\n");
        Files.writeString(folder.resolve("shop/own.txt"), "mine");
        Files.delete(folder.resolve("shop/b.html"));

        assertThat(info().drift())
                .isEqualTo(new FileChanges(List.of("shop/own.txt"), List.of("shop/a.py"), List.of("shop/b.html")));
        assertThat(info().signedBy()).isEqualTo("release");
        install();
        assertThat(info().drift()).isEqualTo(FileChanges.NONE);

        packages.apply("shop", "package: {version: 1.0.1}\nthings: {g: {one: {}}}\n", "", ANNE);
        assertThat(info().drift().changed()).containsExactly("shop.yaml");
    }

    @Test
    void anEditSinceIsAnEventOnceAndAMeterAsLongAsItIsThere() throws IOException {
        install();
        var watch = new UnitWatch(packages.road(), units.views(), events);
        watch.look();
        assertThat(drifts()).isEmpty();
        Files.writeString(folder.resolve("shop/a.py"), "print(2)\n");
        watch.look();
        watch.look();
        watch.look();
        assertThat(drifts()).containsExactly(List.of("shop/a.py"));
        assertThat(watch.drifted()).isEqualTo(1);

        install();
        watch.look();
        assertThat(watch.drifted()).isZero();
    }

    private List<Object> drifts() {
        return events.of("package").stream()
                .filter(event -> event.get("state").equals("drift"))
                .map(event -> event.get("files"))
                .toList();
    }

    @Test
    void nothingIsLeftOfAStage() throws IOException {
        install();
        try (Stream<Path> left = Files.list(folder.resolve(".staged"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly(".gitignore");
        }
    }
}
