package org.redeye.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Secret;
import org.redeye.api.ssh.SshCall;
import org.redeye.api.ssh.SshResult;
import org.redeye.api.ssh.SshTarget;

/** Against Debian's sshd, with keys that ssh-keygen made. */
class OpenSshTest {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static Process sshd;
    private static int port;

    private MinaSsh ssh;

    @BeforeAll
    static void serve() throws Exception {
        assumeThat(SSHD).as("Debian's openssh-server").exists();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        keygen("host", "ed25519", "");
        keygen("user", "ed25519", "");
        keygen("locked", "ecdsa", "sesame");
        Files.writeString(
                folder.resolve("authorized_keys"),
                Files.readString(folder.resolve("user.pub")) + Files.readString(folder.resolve("locked.pub")));
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Files.writeString(
                folder.resolve("sshd_config"),
                String.join(
                        "\n",
                        "Port " + port,
                        "ListenAddress 127.0.0.1",
                        "HostKey " + folder.resolve("host"),
                        "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication no",
                        "PermitRootLogin yes",
                        ""));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd")); // where it goes when it gives up its rights
        }
        sshd = new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        awaitPort();
    }

    @BeforeEach
    void open() throws IOException {
        ssh = new MinaSsh(folder.resolve("known_hosts"));
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
    }

    @AfterEach
    void close() {
        ssh.close();
    }

    @AfterAll
    static void end() {
        if (sshd != null) {
            sshd.descendants().forEach(ProcessHandle::destroyForcibly);
            sshd.destroyForcibly();
        }
    }

    private static void keygen(String name, String type, String passphrase) throws Exception {
        int exit = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        type,
                        "-N",
                        passphrase,
                        "-f",
                        folder.resolve(name).toString())
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private static void awaitPort() throws Exception {
        for (int i = 0; i < 500; i++) {
            try (var socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                assertThat(sshd.isAlive())
                        .as("sshd: " + Files.readString(folder.resolve("sshd.log")))
                        .isTrue();
                Thread.sleep(10); // it listens when it listens
            }
        }
        throw new AssertionError("sshd does not listen: " + Files.readString(folder.resolve("sshd.log")));
    }

    private SshResult run(String key, String passphrase, String... words) throws Exception {
        var login = new SshTarget.Login.Key(new Secret(Files.readString(folder.resolve(key))), new Secret(passphrase));
        var target = new SshTarget("127.0.0.1", port, System.getProperty("user.name"), login, List.of());
        return ssh.run(new SshCall(target, List.of(words), LONG, LONG, 100_000))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void handsWordsOverAsTheyAre() throws Exception {
        SshResult result = run("user", "", "printf", "[%s]", "a b", "it's", "$HOME", "`id`", "x;y|z", "", "\\n", "*");
        assertThat(result.message()).isEmpty();
        assertThat(result.output()).isEqualTo("[a b][it's][$HOME][`id`][x;y|z][][\\n][*]");
    }

    @Test
    void logsInWithALockedKey() throws Exception {
        assertThat(run("locked", "sesame", "echo", "in").output()).isEqualTo("in\n");
        SshResult wrong = run("locked", "wrong", "echo", "in");
        assertThat(wrong.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(wrong.message()).contains("'passphrase' does not fit");
    }

    @Test
    void tellsExitCodesAndSignals() throws Exception {
        assertThat(run("user", "", "sh", "-c", "exit 3").exitCode()).isEqualTo(3);
        SshResult killed = run("user", "", "sh", "-c", "kill -KILL $$");
        assertThat(killed.exitCode() == 137 || killed.message().contains("KILL"))
                .as(killed.toString())
                .isTrue();
    }

    @Test
    void refusesAnotherHostKey() throws Exception {
        keygen("other", "ed25519", "");
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("other.pub")));
        SshResult changed = run("user", "", "echo", "in");
        assertThat(changed.reason()).isEqualTo(Reason.HOSTKEY);
        assertThat(changed.known()).isTrue();
    }

    @Test
    void saysThatAKeyIsNotAccepted() throws Exception {
        keygen("nobody", "ed25519", "");
        SshResult refused = run("nobody", "", "echo", "in");
        assertThat(refused.reason()).as(refused.message()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(refused.message()).endsWith("in: the key was not accepted.");
    }
}
