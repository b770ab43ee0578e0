package org.redeye.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
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

/** Against a server in this JVM, and against peers that are none. */
class MinaSshTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    private Path folder;

    private static Server server;

    private MinaSsh ssh;

    @BeforeAll
    static void serve() throws Exception {
        server = new Server();
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        server.sessions.set(0);
        server.logins.set(0);
        ssh = new MinaSsh(folder.resolve("known_hosts"));
        know(server.sshd.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
    }

    @AfterEach
    void close() {
        ssh.close();
    }

    private void know(java.security.PublicKey key) throws Exception {
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + server.sshd.getPort() + " " + PublicKeyEntry.toString(key) + "\n");
    }

    private SshResult run(SshTarget target, Duration time, String... words) throws Exception {
        return ssh.run(new SshCall(target, List.of(words), time, time, 10_000))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void tellsWhatACommandWroteAndHowItEnded() throws Exception {
        SshResult said = run(server.target("sesame"), LONG, "say", "hello", "there");
        assertThat(said.message()).isEmpty();
        assertThat(said.reason()).isEqualTo(Reason.NONE);
        assertThat(said.exitCode()).isZero();
        assertThat(said.output()).isEqualTo("hello there");
        SshResult failed = run(server.target("sesame"), LONG, "fail");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.errors()).isEqualTo("it is broken");
    }

    @Test
    void sharesOneConnectionAmongCommands() throws Exception {
        List<CompletableFuture<SshResult>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(ssh.run(new SshCall(server.target("sesame"), List.of("say", "" + i), LONG, LONG, 100))
                    .toCompletableFuture());
        }
        for (CompletableFuture<SshResult> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS).reason()).isEqualTo(Reason.NONE);
        }
        assertThat(run(server.target("sesame"), LONG, "say", "x").shared()).isTrue();
        assertThat(server.sessions).hasValue(1);
        assertThat(server.logins).hasValue(1);
    }

    @Test
    void opensAnotherConnectionForAnotherLogin() throws Exception {
        assertThat(run(server.target("sesame"), LONG, "say", "x").reason()).isEqualTo(Reason.NONE);
        SshResult wrong = run(server.target("wrong"), LONG, "say", "x");
        assertThat(wrong.reason()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(wrong.message())
                .isEqualTo("127.0.0.1:" + server.sshd.getPort()
                        + " does not let the user 'ann' in: the password was not accepted.");
        assertThat(wrong.toString()).doesNotContain("wrong,");
    }

    @Test
    void replacesAConnectionThatDied() throws Exception {
        assertThat(run(server.target("sesame"), LONG, "say", "x").reason()).isEqualTo(Reason.NONE);
        server.sshd.getActiveSessions().forEach(session -> session.close(true));
        assertThat(run(server.target("sesame"), LONG, "say", "y").output()).isEqualTo("y");
        assertThat(server.sessions).hasValue(2);
    }

    @Test
    void refusesAHostThatNobodyKnows() throws Exception {
        Files.delete(folder.resolve("known_hosts"));
        SshResult unknown = run(server.target("sesame"), LONG, "say", "x");
        assertThat(unknown.reason()).isEqualTo(Reason.HOSTKEY);
        assertThat(unknown.known()).isFalse();
        assertThat(unknown.message())
                .startsWith("The host key of 127.0.0.1:" + server.sshd.getPort()
                        + " is not known: ecdsa-sha2-nistp256 SHA256:");
        assertThat(server.logins).hasValue(0);
        String print = unknown.message().replaceAll(".*(SHA256:[^. ]+).*", "$1");
        assertThat(run(server.target("sesame", print), LONG, "say", "x").reason())
                .isEqualTo(Reason.NONE);
    }

    @Test
    void refusesAHostWhoseKeyChanged() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        know(keys.generateKeyPair().getPublic());
        SshResult changed = run(server.target("sesame"), LONG, "say", "x");
        assertThat(changed.reason()).isEqualTo(Reason.HOSTKEY);
        assertThat(changed.known()).isTrue();
        assertThat(changed.message()).contains("shows another host key than the one that is known: SHA256:");
        SshResult pinned = run(server.target("sesame", "SHA256:" + "A".repeat(43)), LONG, "say", "x");
        assertThat(pinned.reason()).isEqualTo(Reason.HOSTKEY);
        assertThat(pinned.known()).isTrue();
        assertThat(server.logins).hasValue(0);
    }

    @Test
    void refusesARevokedKey() throws Exception {
        Path file = folder.resolve("known_hosts");
        String line = Files.readString(file);
        Files.writeString(file, line + "@revoked " + line);
        assertThat(run(server.target("sesame"), LONG, "say", "x").reason()).isEqualTo(Reason.HOSTKEY);
        assertThat(server.logins).hasValue(0);
    }

    @Test
    void endsWhatHangsAndKeepsWhatItSaid() throws Exception {
        assertThat(run(server.target("sesame"), LONG, "say", "x").reason()).isEqualTo(Reason.NONE);
        SshResult late = run(server.target("sesame"), SHORT, "hang");
        assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(late.message()).endsWith(": the command did not end within 400 ms.");
        assertThat(late.output()).isEqualTo("begun");
    }

    @Test
    void cutsOffAFlood() throws Exception {
        SshResult flood = run(server.target("sesame"), LONG, "flood");
        assertThat(flood.reason()).isEqualTo(Reason.SIZE);
        assertThat(flood.output()).hasSize(10_000);
        assertThat(run(server.target("sesame"), LONG, "say", "x").output()).isEqualTo("x");
    }

    @Test
    void givesNothingToRead() throws Exception {
        assertThat(run(server.target("sesame"), LONG, "wait").output()).isEqualTo("read 0");
    }

    @Test
    void saysThatAKeyIsNone() throws Exception {
        var target = new SshTarget(
                "127.0.0.1",
                server.sshd.getPort(),
                "ann",
                new SshTarget.Login.Key(new Secret("hunter2"), new Secret("")),
                List.of());
        SshResult result = run(target, LONG, "say", "x");
        assertThat(result.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(result.message()).doesNotContain("hunter2");
    }

    private SshTarget port(int port) {
        return new SshTarget("127.0.0.1", port, "ann", new SshTarget.Login.Password(new Secret("sesame")), List.of());
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }
        SshResult refused = run(port(closed), LONG, "say", "x");
        assertThat(refused.reason()).as(refused.message()).isEqualTo(Reason.REFUSED);
        SshResult nobody = ssh.run(new SshCall(
                        new SshTarget("no-such-host.invalid", 22, "ann", port(1).login(), List.of()),
                        List.of("x"),
                        LONG,
                        LONG,
                        10))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(nobody.reason()).isEqualTo(Reason.DNS);
    }

    @Test
    void waitsForASilentPeerNoLongerThanItMay() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SshResult result = run(port(silent.getLocalPort()), SHORT, "say", "x");
            assertThat(result.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(result.message()).contains(" accepted the connection but did not exchange keys within ");
        }
    }

    @Test
    void doesNotTakeGarbageForSsh() throws Exception {
        try (var garbage = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var peer = new Thread(() -> talk(garbage, "HTTP/1.1 400 Bad Request\r\n\r\n".repeat(2_000)));
            peer.start();
            SshResult result = run(port(garbage.getLocalPort()), Duration.ofSeconds(3), "say", "x");
            assertThat(result.reason()).as(result.message()).isIn(Reason.PROTOCOL, Reason.RESET);
            peer.join(5_000);
        }
    }

    private static void talk(ServerSocket listener, String text) {
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            Thread.sleep(200);
        } catch (java.io.IOException | InterruptedException e) {
            return; // the other side has seen enough
        }
    }
}
