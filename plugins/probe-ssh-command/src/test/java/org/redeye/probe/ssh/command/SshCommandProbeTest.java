package org.redeye.probe.ssh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.ssh.MinaSsh;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.MetricRules;
import org.redeye.testkit.ProbeContract;

/** Over real connections to a server in this JVM, whose command {@code answer CODE TEXT} says what it is told. */
class SshCommandProbeTest extends ProbeContract<SshCommandConfig> {

    @TempDir
    private Path folder;

    private static final AtomicInteger SESSIONS = new AtomicInteger();
    private static final SshServer SERVER = SshServer.setUpDefaultServer();
    private static String known = "";

    private MinaSsh ssh;

    SshCommandProbeTest() {
        super(SshCommandProbe.class, SshCommandConfig.class);
    }

    @BeforeAll
    static void serve() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        var pair = keys.generateKeyPair();
        SERVER.setHost("127.0.0.1");
        SERVER.setKeyPairProvider(KeyPairProvider.wrap(pair));
        SERVER.setPasswordAuthenticator((user, password, session) -> password.equals("sesame-4711"));
        SERVER.setCommandFactory((channel, line) -> new Command(line));
        SERVER.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                SESSIONS.incrementAndGet();
            }
        });
        SERVER.start();
        known = "[127.0.0.1]:" + SERVER.getPort() + " " + PublicKeyEntry.toString(pair.getPublic()) + "\n";
    }

    @AfterAll
    static void end() throws IOException {
        SERVER.stop(true);
    }

    @BeforeEach
    void open() throws IOException {
        SESSIONS.set(0);
        Files.writeString(folder.resolve("known_hosts"), known);
        ssh = new MinaSsh(new FakePlatform(folder, folder, URI.create("http://127.0.0.1:2001")));
    }

    @AfterEach
    void close() {
        ssh.close();
    }

    /** Says what it is told, or nothing for ever. */
    private static final class Command extends AbstractCommandSupport {

        Command(String line) {
            super(line, null);
        }

        @Override
        public void run() {
            String[] words = getCommand().split(" ", 3);
            try {
                if (words[0].equals("hang")) {
                    Thread.sleep(60_000);
                }
                OutputStream out = getOutputStream();
                out.write(words[2].substring(1, words[2].length() - 1).getBytes(StandardCharsets.UTF_8));
                out.flush();
                onExit(Integer.parseInt(words[1]));
            } catch (IOException | InterruptedException e) {
                onExit(1);
            }
        }
    }

    @Override
    protected Probe<SshCommandConfig> probe() {
        return new SshCommandProbe(ssh);
    }

    private String yaml(String command) {
        return "command: " + command + "\naddress: 127.0.0.1\nport: " + SERVER.getPort()
                + "\nuser: ann\npassword: sesame-4711";
    }

    @Override
    protected String works() {
        return yaml("[answer, '0', 'fine | a=1s b=2%']");
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of(yaml("[hang]"));
    }

    private Outcome ask(String yaml) throws Exception {
        Outcome outcome = run(yaml, FakeProbeContext.local());
        assertThat(MetricRules.problems(outcome.metrics())).isEmpty();
        return outcome;
    }

    @Test
    void readsTheAnswerOfANagiosPlugin() throws Exception {
        Outcome outcome = ask(yaml("[answer, '2', 'full | used=95%;80;90']"));
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(outcome.message()).isEqualTo("full");
        assertThat(outcome.metrics()).contains(Metric.of("used_ratio", "ratio", 0.95));
    }

    @Test
    void readsNumbersOfJson() throws Exception {
        Outcome outcome = ask(yaml("[answer, '0', '{\"jobs\":3,\"disk\":{\"used_bytes\":7,\"ok\":true},\"x\":\"y\"}']")
                + "\nformat: json");
        assertThat(outcome.message()).isEqualTo("answer answered 3 numbers.");
        assertThat(outcome.metrics())
                .contains(Metric.of("jobs", "", 3), Metric.of("disk_used_bytes", "B", 7), Metric.of("disk_ok", "", 1));
        for (String wrong : List.of("[1]", "{", "{\"a\":1,\"a\":2}", "{\"1\":1}", "{\"a_b\":1,\"a b\":2}", "no!")) {
            Outcome bad = ask(yaml("[answer, '0', '" + wrong + "']") + "\nformat: json");
            assertThat(bad.reason()).as(wrong).isEqualTo(Reason.CONTENT);
            assertThat(bad.evidence()).isEqualTo(wrong);
        }
    }

    @Test
    void readsOneNumber() throws Exception {
        assertThat(ask(yaml("[answer, '0', ' 17 ']") + "\nformat: number").metrics())
                .contains(Metric.of("value", "", 17));
        assertThat(ask(yaml("[answer, '0', 'many x']") + "\nformat: number").message())
                .isEqualTo("The answer of answer cannot be used: expected is one number, not 'many x'.");
        assertThat(ask(yaml("[answer, '1', ' 17 ']") + "\nformat: number").reason())
                .isEqualTo(Reason.STATUS);
    }

    @Test
    void needsOneConnectionForAllChecksOfAHost() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(ask(yaml("[answer, '0', 'check " + i + "']")).status()).isEqualTo(Status.OK);
        }
        assertThat(SESSIONS).hasValue(1);
    }

    @Test
    void doesNotKnowWhatNobodyHasToldIt() throws Exception {
        Files.delete(folder.resolve("known_hosts"));
        Outcome unknown = ask(works());
        assertThat(unknown.status()).isEqualTo(Status.UNKNOWN);
        assertThat(unknown.reason()).isEqualTo(Reason.HOSTKEY);
    }

    @Test
    void takesAnotherHostKeyForAnAlarm() throws Exception {
        Outcome changed = ask(works() + "\nhost key: SHA256:" + "A".repeat(43));
        assertThat(changed.status()).isEqualTo(Status.CRITICAL);
        assertThat(changed.reason()).isEqualTo(Reason.HOSTKEY);
    }

    @Test
    void saysThatThereIsNoAddress() throws Exception {
        assertThat(ask("{command: [uptime], user: ann, password: x}").reason()).isEqualTo(Reason.SETTINGS);
    }
}
