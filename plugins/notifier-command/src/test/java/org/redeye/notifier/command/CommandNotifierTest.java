package org.redeye.notifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.packages.Trust;
import org.redeye.packages.script.ProcessCommands;
import org.redeye.testkit.FakeNotifierContext;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.NotifierContract;
import org.redeye.testkit.SampleNotices;

/** With real processes. */
class CommandNotifierTest extends NotifierContract<CommandConfig> {

    @TempDir
    private Path data;

    private ProcessCommands commands;
    private CommandNotifier notifier;
    private boolean trusted = true;

    CommandNotifierTest() {
        super(CommandNotifier.class, CommandConfig.class);
    }

    @BeforeEach
    void open() {
        commands = new ProcessCommands(FakePlatform.in(data), trust());
        notifier = new CommandNotifier(commands);
    }

    private Trust trust() {
        return new Trust() {
            @Override
            public boolean trusted(String packageName) {
                return trusted;
            }

            @Override
            public void trust(String packageName) {
                throw new AssertionError("a notifier trusts nobody");
            }

            @Override
            public void revoke(String packageName) {
                throw new AssertionError("a notifier distrusts nobody");
            }
        };
    }

    @AfterEach
    void close() {
        commands.close();
    }

    @Override
    protected Notifier<CommandConfig> notifier() {
        return notifier;
    }

    @Override
    protected String works() {
        return "{command: [/bin/sh, -c, 'echo \"queued for $1 by $TOKEN\"', sms, \"%(to)s\", \"%(subject)s\", \"%(text)s\"],"
                + " environment: {TOKEN: sesame-4711}}";
    }

    @Override
    protected String to() {
        return "+420 123";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{command: [/bin/sleep, '60']}");
    }

    @Override
    protected Optional<String> away() {
        return Optional.of("{command: [/bin/sh, -c, 'echo busy >&2; exit 75']}");
    }

    @Override
    protected Optional<String> refuses() {
        return Optional.of("{command: [/bin/sh, -c, 'exit 67']}");
    }

    @Test
    void tellsWhatTheProgramSaid() throws Exception {
        assertThat(send(works(), SampleNotices.opened("+420 123")))
                .isEqualTo(Delivery.sent("sh ended with 0: queued for +420 123 by •••"));
        assertThat(send(away().orElseThrow(), SampleNotices.opened("")))
                .isEqualTo(Delivery.failed("sh ended with 75: busy"));
    }

    @Test
    void keepsEachWordOneArgumentAndNoOption() throws Exception {
        Path out = data.resolve("out");
        Notification plain = SampleNotices.opened("x");
        var wild = new Notification(
                "k",
                plain.purpose(),
                "a b;$(id)",
                "",
                "--help\n'\"",
                "-rf \u0000*",
                plain.alert(),
                1,
                Map.of(),
                plain.at());
        String script = "printf '<%s>' \"$@\" > " + out;
        send(
                "{command: [/bin/sh, -c, \"" + script.replace("\"", "\\\"")
                        + "\", sms, \"%(to)s\", \"%(subject)s\", \"%(text)s\", \"--to=%(to)s\", \"%(acknowledge)s\"]}",
                wild);

        assertThat(Files.readString(out)).isEqualTo("<a b;$(id)>< --help '\">< -rf  *><--to=a b;$(id)><>");
    }

    @Test
    void saysTheSameInTheEnvironment() throws Exception {
        Path out = data.resolve("out");
        send(
                "{command: [/bin/sh, -c, 'printf %s \"$REM_NOTICE\" > " + out
                        + "; printf \"\\n$REM_SEVERITY $REM_ALERT $REM_PURPOSE $REM_ACKNOWLEDGE\" >> " + out + "']}",
                SampleNotices.opened("x"));
        List<String> lines = Files.readAllLines(out);
        JsonNode json = new ObjectMapper().readTree(lines.get(0));
        assertThat(json.at("/alert/members/0/host").textValue()).isEqualTo("db1");
        assertThat(lines.get(1)).isEqualTo("critical A-7 alert http://127.0.0.1:2001/answer/AQ-_x");
    }

    @Test
    void runsNothingForAPackageThatIsNotTrusted() throws Exception {
        trusted = false;
        Delivery delivery = notifier.send(settings(works()), SampleNotices.opened("x"), new FakeNotifierContext())
                .toCompletableFuture()
                .get();
        assertThat(delivery.result()).isEqualTo(Result.REFUSED);
        assertThat(delivery.proof()).contains("trust");
    }

    @Test
    void refusesAProgramThatIsNotThere() throws Exception {
        assertThat(send("command: [/nowhere/at/all]", SampleNotices.opened("x")).result())
                .isEqualTo(Result.REFUSED);
    }
}
