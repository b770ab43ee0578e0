package org.redeye.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePlatformTest {
    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void takesFoldersAndVersionFromTheFrameworkProperties() {
        properties.putAll(Map.of(
                "rem.home", folder.resolve("home").toString(),
                "rem.data", folder.resolve("data").toString(),
                "rem.version", "0.1.0-SNAPSHOT"));
        environment.put("REM_DATA", folder.resolve("other").toString());

        NodePlatform platform = platform();

        assertThat(platform.home()).isEqualTo(folder.resolve("home"));
        assertThat(platform.data()).isEqualTo(folder.resolve("data")).isDirectory();
        assertThat(platform.version()).isEqualTo("0.1.0-SNAPSHOT");
        assertThat(platform.started()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void fallsBackToTheEnvironmentWhenKarafLeavesAVariableUnresolved() {
        properties.put("rem.data", "${env:REM_DATA}");
        environment.put("REM_DATA", folder.resolve("data").toString());

        assertThat(platform().data()).isEqualTo(folder.resolve("data"));
    }

    @Test
    void fallsBackToVarBelowTheHomeAndToTheBundleVersion() {
        properties.put("karaf.home", folder.toString());

        assertThat(platform().data()).isEqualTo(folder.resolve("var"));
        assertThat(platform().version()).isEqualTo("9.9.9");
    }

    @Test
    void saysWhatToDoWhenTheDataFolderCannotBeUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "not a folder");
        properties.put("rem.data", file.toString());

        assertThatThrownBy(this::platform)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Set REM_DATA");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 2001, http://127.0.0.1:2001",
        "0.0.0.0, 8080, http://localhost:8080",
        "::, 8080, http://localhost:8080",
        "[::], 8080, http://localhost:8080",
        "::1, 2001, http://[::1]:2001",
        "monitor.example, 80, http://monitor.example:80",
        "127.0.0.1, 99999, http://127.0.0.1:2001",
        "127.0.0.1, http, http://127.0.0.1:2001",
        "not a host, 2001, http://localhost:2001",
    })
    void addressIsWhatAPersonOnThisMachineOpens(String host, String port, String url) {
        properties.put("rem.data", folder.toString());
        environment.putAll(Map.of("REM_HTTP_HOST", host, "REM_HTTP_PORT", port));

        assertThat(platform().url()).hasToString(url);
    }

    @Test
    void nodeNameIsMadeOnceAndKept() throws Exception {
        Path file = folder.resolve("node");

        assertThat(NodeName.of("", file, () -> "Old Host.lan\n")).isEqualTo("Old-Host.lan");
        assertThat(NodeName.of("", file, () -> "new-host")).isEqualTo("Old-Host.lan");
        assertThat(Files.readString(file)).isEqualTo("Old-Host.lan\n");
    }

    @Test
    void configuredNodeNameStandsAboveTheKeptOne() throws Exception {
        Path file = Files.writeString(folder.resolve("node"), "kept");

        assertThat(NodeName.of("configured", file, () -> "host")).isEqualTo("configured");
        assertThat(NodeName.of("", file, () -> "host")).isEqualTo("kept");
    }

    @Test
    void emptyNodeFileIsMadeAnew() throws Exception {
        Path file = Files.writeString(folder.resolve("node"), "");

        assertThat(NodeName.of("", file, () -> "host")).isEqualTo("host");
        assertThat(file).hasContent("host");
    }

    @ParameterizedTest
    @CsvSource({"a_b c, a-b-c", "-x-, x", "'äöü', node", "'', node", "'..', node", "a.b-C9, a.b-C9"})
    void nodeNameHasOnlyLettersDigitsDotsAndDashes(String given, String name) {
        assertThat(NodeName.sanitise(given)).isEqualTo(name);
    }

    @Test
    void nodeNameHasAtMost64Characters() {
        assertThat(NodeName.sanitise("x".repeat(63) + "-yz")).isEqualTo("x".repeat(63));
    }

    @Test
    void hostHasAName() {
        assertThat(NodeName.hostName()).isNotBlank();
    }

    private NodePlatform platform() {
        return new NodePlatform(new Variables(properties::get, environment::get), "", "9.9.9");
    }
}
