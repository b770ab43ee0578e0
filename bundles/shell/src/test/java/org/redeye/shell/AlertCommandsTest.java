package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Silence;

/** The commands about alerts. */
class AlertCommandsTest {

    private static final Instant AT = Instant.parse("2026-11-21T09:30:00Z");

    @TempDir
    private Path folder;

    private final List<String> done = new ArrayList<>();
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new Shell(folder);
        shell.start(Alerts.class, alerts());
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @Test
    void listsWhatGoesOn() {
        assertThat(shell.run("rem:alert-list --host db*").rows().get(0))
                .isEqualTo("Alert|State|Severity|For|Role|Title|Taken by|Next");
        assertThat(shell.run("rem:alert-list --host db*").rows().get(1))
                .startsWith("A-1|open|critical|")
                .endsWith("|dba|db1: no answer||2026-11-21T09:32:00Z calls Ann by phone");
        assertThat(done).last().isEqualTo("list [ACKNOWLEDGED, OPEN] db*");
        assertThat(shell.run("rem:alert-list --state all --json")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("A-1");
        assertThat(shell.run("rem:alert-list --state bad").err()).contains("'bad' is no state");
    }

    @Test
    void showsOneWithItsRecord() {
        assertThat(shell.run("rem:alert-show A-1").out())
                .contains("A-1 open critical: db1: no answer", "silence: known", "opened", "It does not answer.");
        assertThat(shell.run("rem:alert-show A-1 --json")
                        .json()
                        .at("/entries/0/kind")
                        .asText())
                .isEqualTo("opened");
        assertThat(shell.run("rem:alert-show A-9").err()).contains("There is no alert 'A-9'.");
    }

    @Test
    void takesGivesBackEndsAndNotes() {
        assertThat(shell.run("rem:alert-ack A-1 --reason 'on it'").out()).contains("A-1 is open: db1: no answer");
        shell.run("rem:alert-ack A-1 --undo");
        shell.run("rem:alert-resolve A-1 --reason done");
        shell.run("rem:alert-resolve A-1 --undo");
        shell.run("rem:alert-note A-1 'the disk is full'");
        assertThat(done)
                .containsExactly(
                        "acknowledge A-1 shell on it Optional.empty",
                        "unacknowledge A-1 shell ",
                        "resolve A-1 shell done",
                        "reopen A-1 shell ",
                        "note A-1 shell the disk is full");
        assertThat(shell.run("rem:alert-note A-1").err()).contains("the note is missing");
    }

    @Test
    void silencesSayWhatForHowLongAndWhy() {
        assertThat(shell.run("rem:alert-silence").rows())
                .contains("S-1|db*||||ann|2026-11-21T09:30:00Z|2026-11-21T10:30:00Z|move");
        assertThat(shell.run("rem:alert-silence --host db* --reason move").err())
                .contains("for how long");
        assertThat(shell.run("rem:alert-silence --host db* --for 1h --reason move")
                        .out())
                .contains("S-1 holds until");
        assertThat(shell.run("rem:alert-silence --host db* --from 2030-01-01T08:00 --for 1h --reason move")
                        .out())
                .contains("S-1 holds from 2030-01-01T08:00:00Z until ");
        shell.run("rem:alert-silence --end S-1");
        assertThat(done).contains("silence db*", "endSilence S-1 shell");
    }

    private Alerts alerts() {
        return (Alerts) Proxy.newProxyInstance(
                Alerts.class.getClassLoader(), new Class<?>[] {Alerts.class}, (self, method, args) -> {
                    switch (method.getName()) {
                        case "list" -> {
                            var query = (AlertQuery) args[0];
                            done.add("list "
                                    + query.states().stream()
                                            .map(Enum::name)
                                            .sorted()
                                            .toList() + " " + query.match().host());
                            return List.of(alert());
                        }
                        case "find" -> {
                            return args[0].equals("A-1") ? Optional.of(alert()) : Optional.empty();
                        }
                        case "entries" -> {
                            return List.of(new AlertEntry(
                                    "A-1", 1, AT, AlertEntry.Kind.OPENED, "rule", "It does not answer.", Map.of()));
                        }
                        case "silences" -> {
                            return List.of(silence());
                        }
                        case "silence" -> {
                            done.add("silence " + ((Silence) args[0]).match().host());
                            return silence();
                        }
                        case "endSilence" -> {
                            done.add("endSilence " + args[0] + " " + args[1]);
                            return null;
                        }
                        default -> {
                            List<String> words = new ArrayList<>(List.of(method.getName()));
                            for (Object arg : args) {
                                words.add(arg.toString());
                            }
                            done.add(String.join(" ", words));
                            return alert();
                        }
                    }
                });
    }

    private static Silence silence() {
        return new Silence(
                "S-1", new Match("", "", "db*", "", Severity.INFO, Map.of()), "ann", "move", AT, AT.plusSeconds(3600));
    }

    private static Alert alert() {
        var condition = new Condition(
                "k",
                "rule",
                "shop",
                "shop/checks/ping@db1",
                "db1",
                Severity.CRITICAL,
                true,
                AT,
                "dba",
                "db1: no answer",
                "",
                Map.of(),
                Map.of(),
                Map.of());
        var member = new Member(condition, AT, "", Optional.of(new Hold(Hold.Kind.SILENCE, "S-1", "known")), 0);
        return new Alert(
                "A-1",
                AlertState.OPEN,
                Severity.CRITICAL,
                "db1: no answer",
                "dba",
                AT,
                AT,
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(member),
                1,
                1,
                1,
                Optional.of(new Alert.Next(AT.plusSeconds(120), "calls Ann by phone")),
                3);
    }
}
