package org.redeye.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the client as the process that bin/rem makes of it, against a real SSH server. */
class MainTest {

    @TempDir
    Path data;

    private SshServer server;
    private KeyPair ours;

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        KeyPair host = newKey();
        ours = newKey();
        Files.createDirectory(data.resolve("keys"));
        write("host.key.pub", host.getPublic().getEncoded());
        write("local.pub", ours.getPublic().getEncoded());
        write("local", ours.getPrivate().getEncoded());

        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((name, key, session) -> name.equals("local") && isOurs(key));
        server.setCommandFactory((channel, line) -> new Told(line));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void passesOutputErrorsAndTheExitStatusOnWithoutColours() throws Exception {
        Ended ended = run(server.getPort(), "", "check-list", "--json");

        assertThat(ended.out).startsWith("rem:check-list --json\n");
        assertThat(ended.err).isEqualTo("trouble\n");
        assertThat(ended.status).isEqualTo(7);
    }

    @Test
    void tellsTheServerWhereItWasCalledAndWhatTheWordsWere() throws Exception {
        Ended ended = run(server.getPort(), "", "package-apply", "my file.yaml");

        assertThat(ended.out).contains("PWD=" + data.toRealPath()).contains("word1=my file.yaml");
    }

    @Test
    void runsWhatIsPipedIntoTheShell() throws Exception {
        assertThat(run(server.getPort(), "check-list\n").out).startsWith("check-list\n");
        assertThat(run(server.getPort(), "")).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void doesNotTalkToAnotherInstallation() throws Exception {
        write("host.key.pub", newKey().getPublic().getEncoded());

        Ended ended = run(server.getPort(), "", "check-list");

        assertThat(ended.status).isEqualTo(2);
        assertThat(ended.err).contains("belongs to another installation");
    }

    @Test
    void saysWhenThereIsNoKeyYet() throws Exception {
        Files.delete(data.resolve("keys/local.pub"));

        Ended ended = run(server.getPort(), "", "check-list");

        assertThat(ended.status).isEqualTo(2);
        assertThat(ended.err).contains("has this monitor been started?").doesNotContain("Exception");
    }

    private Ended run(int port, String input, String... words) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(data.toFile());
        builder.environment().putAll(Map.of("REM_SSH_PORT", Integer.toString(port), "REM_DATA", data.toString()));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private boolean isOurs(PublicKey key) {
        return key.equals(ours.getPublic());
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private void write(String name, byte[] key) throws IOException {
        Files.writeString(
                data.resolve("keys").resolve(name),
                "-----BEGIN KEY-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END KEY-----\n");
    }

    /** Says the line and the variables it was given, complains, and ends with 7. */
    private static final class Told implements Command {

        private final String line;
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (status, message, close) -> {};

        Told(String line) {
            this.line = line;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            out.write((line.strip() + "\n" + new TreeMap<>(environment.getEnv()) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            err.write("\u001b[31mtrouble\u001b[0m\n".getBytes(StandardCharsets.UTF_8));
            err.flush();
            exit.onExit(7);
        }

        @Override
        public void destroy(ChannelSession channel) {}

        @Override
        public void setInputStream(InputStream in) {}

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }
    }
}
