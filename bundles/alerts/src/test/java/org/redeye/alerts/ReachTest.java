package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.alerts.FakeOnCall.contact;
import static org.redeye.alerts.FakeOnCall.quiet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertEntry.Kind;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.Severity;
import org.redeye.api.notify.Delivery;
import org.redeye.api.oncall.RoleDeclaration.Step;

/** Steps that reach nobody, channels that fail, shifts that change. */
class ReachTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = new Stage();

    private List<String> texts(Kind kind) {
        return stage.engine.entries("A-1", 0, 1000).stream()
                .filter(entry -> entry.kind() == kind)
                .map(AlertEntry::text)
                .toList();
    }

    @Test
    void stepsThatHaveNobodyAreLeftOutAtOnce() {
        stage.onCall
                .person("ann", new org.redeye.api.oncall.Contact[0])
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role("empty", MINUTE, Duration.ZERO, List.of())
                .role(
                        "dba",
                        MINUTE.multipliedBy(30),
                        Duration.ZERO,
                        List.of("ann"),
                        new Step("empty", "", MINUTE.multipliedBy(5)),
                        new Step("", "bob", MINUTE.multipliedBy(10)));
        stage.report(stage.down("db1"));
        stage.pass("6s");
        assertThat(stage.sent()).containsExactly("mail Bob alert");
        assertThat(texts(Kind.SKIPPED))
                .containsExactly("Ann has no contacts.", "Step 1 has nobody: empty: the rotation says so.");
    }

    @Test
    void aQuietContactGivesWayToTheNext() {
        stage.onCall
                .person(
                        "ann",
                        quiet("phone", "hook", Duration.ZERO, "11:00", "13:00"),
                        contact("mail", "mail", MINUTE.multipliedBy(5)))
                .role("dba", MINUTE.multipliedBy(30), Duration.ZERO, List.of("ann"));
        stage.report(stage.condition("k", "r", "db1", Severity.WARNING, "dba"));
        stage.pass("6s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(texts(Kind.SKIPPED))
                .containsExactly(
                        "Does not call Ann by phone: it is quiet from 11:00 to 13:00 (Z) for what is less than critical.");
    }

    @Test
    void whatIsCriticalEnoughIsLoud() {
        stage.onCall
                .person("ann", quiet("phone", "hook", Duration.ZERO, "11:00", "13:00"))
                .role("dba", MINUTE.multipliedBy(30), Duration.ZERO, List.of("ann"));
        stage.report(stage.down("db1"));
        stage.pass("6s");
        assertThat(stage.sent()).containsExactly("hook Ann alert");
    }

    @Test
    void aServerThatIsBackAfterAWhileGetsTheNoticeUnderItsKey() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .role("dba", MINUTE.multipliedBy(30), Duration.ZERO, List.of("ann"));
        stage.channels.answers.put("mail", notice -> Delivery.failed("451 later"));
        stage.report(stage.down("db1"));
        stage.pass("1m");
        int tries = stage.channels.tries.size();
        assertThat(tries).isBetween(3, 5);
        stage.channels.answers.clear();
        stage.restart().pass("1m");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(stage.channels.tries.stream()
                        .map(taken -> taken.notice().key())
                        .distinct())
                .hasSize(1);
        assertThat(texts(Kind.FAILED)).hasSize(tries).allMatch(text -> text.contains("451 later"));
    }

    @Test
    void aDeadChannelGivesWayAndIsAnAlertThroughTheOthers() {
        stage.onCall
                .person(
                        "ann",
                        contact("mail", "mail", Duration.ZERO),
                        contact("phone", "hook", MINUTE.multipliedBy(20)))
                .role("dba", Duration.ofHours(1), Duration.ZERO, List.of("ann"));
        stage.channels.answers.put("mail", notice -> Delivery.refused("535 wrong password"));
        stage.report(stage.down("db1"));
        stage.pass("12s");
        assertThat(stage.sent()).containsExactly("hook Ann alert", "hook Ann alert");
        List<Alert> going = stage.engine.list(AlertQuery.GOING_ON);
        assertThat(going)
                .extracting(Alert::title)
                .containsExactlyInAnyOrder("db1: no answer", "Channel mail carries no notices");
        assertThat(stage.channels.tries.stream().filter(taken -> taken.channel().equals("mail")))
                .hasSize(1);

        stage.channels.answers.clear();
        stage.report(stage.condition("other", "other", "x9", Severity.CRITICAL, "dba"));
        stage.pass("90s");
        stage.report(stage.condition("third", "third", "x8", Severity.CRITICAL, "dba"));
        stage.pass("10s");
        assertThat(stage.engine.list(AlertQuery.GOING_ON))
                .extracting(Alert::title)
                .doesNotContain("Channel mail carries no notices");
    }

    @Test
    void whoGetsTheShiftIsCalledForWhatIsOpen() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role("dba", MINUTE.multipliedBy(60), Duration.ZERO, List.of("ann"))
                .shift("dba", stage.clock.instant().plusSeconds(600), "bob");
        stage.report(stage.down("db1"));
        stage.pass("9m59s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        stage.restart().pass("1s");
        assertThat(stage.sent()).containsExactly("mail Ann alert", "mail Bob alert");
        assertThat(texts(Kind.ROUTED)).last().asString().isEqualTo("Bob holds dba now: the rotation says so.");
        stage.pass("10m");
        assertThat(stage.sent()).hasSize(2);
    }

    @Test
    void whatHasNoRoleSaysSoUntilARouteFits() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .role("dba", MINUTE.multipliedBy(60), Duration.ZERO, List.of("ann"));
        stage.report(stage.condition("k", "r", "db1", Severity.CRITICAL, ""));
        stage.pass("5m");
        assertThat(stage.sent()).isEmpty();
        assertThat(texts(Kind.SKIPPED)).containsExactly("Nobody is called: it names no role, and no route fits.");
        stage.route("dba").pass("10s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(stage.engine.find("A-1").orElseThrow().role()).isEqualTo("dba");
    }

    @Test
    void aRoleThatIsNotThereGivesWayToTheRoutes() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .role("dba", MINUTE.multipliedBy(60), Duration.ZERO, List.of("ann"))
                .role("old", MINUTE.multipliedBy(60), Duration.ZERO, List.of("ann"));
        stage.report(stage.condition("k", "r", "db1", Severity.CRITICAL, "gone"));
        stage.pass("1m");
        assertThat(texts(Kind.SKIPPED))
                .containsExactly("Nobody is called: there is no role 'gone', and no other route fits.");
        stage.route("old").pass("10s");
        assertThat(stage.sent()).hasSize(1);
        stage.onCall.without("old");
        stage.pass("1m");
        stage.route("dba").pass("10s");
        assertThat(stage.sent()).hasSize(2);
        assertThat(stage.engine.find("A-1").orElseThrow().role()).isEqualTo("dba");
    }

    @Test
    void theRecordOfALongAlertIsBoundedAndStillTellsTheSame() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .role("dba", MINUTE, Duration.ZERO, List.of("ann"));
        stage.report(stage.down("db1"));
        boolean trimmed = false;
        for (int minute = 0; minute < 3600; minute++) {
            stage.clock.advance(MINUTE);
            stage.engine.tick();
            if (!trimmed && dropped() > 0) {
                trimmed = true;
                Alert now = stage.engine.find("A-1").orElseThrow();
                Life read = Life.of("A-1", stage.engine.entries("A-1", 0, 10_000));
                assertThat(read.alert(now.next()))
                        .as("what is left tells the same")
                        .isEqualTo(now);
                assertThat(read.round.orElseThrow().turns).hasSize(1);
            }
        }
        assertThat(trimmed).isTrue();
        assertThat(stage.sent().size()).isGreaterThan(3500);
        List<AlertEntry> entries = stage.engine.entries("A-1", 0, 10_000);
        assertThat(entries.size()).isLessThan(10_000);
        assertThat(entries.get(0).kind()).isEqualTo(Kind.OPENED);
        Alert before = stage.engine.find("A-1").orElseThrow();
        stage.restart().engine.tick();
        assertThat(stage.engine.find("A-1").orElseThrow()).isEqualTo(before);
    }

    @Test
    void whatIsMissingAtTheStartIsWaitedForAndNotLeftOut() {
        stage.onCall
                .person(
                        "ann",
                        contact("mail", "mail", Duration.ZERO),
                        contact("phone", "hook", MINUTE.multipliedBy(20)))
                .role("dba", MINUTE.multipliedBy(60), Duration.ZERO, List.of("ann"));
        stage.report(stage.down("db1"));
        stage.channels.refusals.put("mail", "It needs notifier:email.");
        stage.settling = SetUp.SETTLING;
        stage.restart().pass("20s");
        assertThat(stage.sent()).isEmpty();
        stage.channels.refusals.clear();
        stage.pass("6s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(texts(Kind.SKIPPED)).isEmpty();

        stage.channels.refusals.put("hook", "It needs notifier:webhook.");
        stage.restart().pass("25m");
        assertThat(texts(Kind.SKIPPED))
                .containsExactly("Does not call Ann by phone: it cannot be used: It needs notifier:webhook.");
    }

    private double dropped() {
        return stage.engine.read().stream()
                .filter(meter -> meter.name().equals("alerts_dropped_total"))
                .mapToDouble(meter -> meter.value())
                .sum();
    }

    @Test
    void aClockThatIsSetBackSendsNothingTwiceAndOneThatIsSetForwardSendsWhatIsDueOnce() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO), contact("phone", "hook", MINUTE.multipliedBy(2)))
                .role("dba", MINUTE.multipliedBy(30), Duration.ZERO, List.of("ann"));
        stage.report(stage.down("db1"));
        stage.pass("3m");
        stage.clock.jump(Duration.ofHours(-1));
        stage.pass("10m");
        assertThat(stage.sent()).hasSize(2);
        stage.clock.jump(Duration.ofDays(2));
        stage.pass("1m");
        assertThat(stage.sent()).containsExactly("mail Ann alert", "hook Ann alert", "mail Ann reminder");
    }

    @Test
    void theFutureIsThePresentThatComes() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO), contact("phone", "hook", MINUTE.multipliedBy(2)))
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role(
                        "dba",
                        MINUTE.multipliedBy(30),
                        Duration.ZERO,
                        List.of("ann"),
                        new Step("", "bob", MINUTE.multipliedBy(10)));
        var down = stage.down("db1");
        List<String> foreseen = stage.engine.foresee(down, stage.clock.instant(), Duration.ofMinutes(45)).stream()
                .map(entry -> entry.at() + " " + entry.kind() + " " + entry.text())
                .toList();
        assertThat(stage.engine.list(AlertQuery.GOING_ON)).isEmpty();
        stage.report(down);
        stage.pass("44m59s");
        List<String> happened = stage.engine.entries("A-1", 0, 1000).stream()
                .filter(entry -> entry.kind() != Kind.OPENED && entry.kind() != Kind.SENT)
                .map(entry -> entry.at() + " " + entry.kind() + " " + entry.text())
                .toList();
        assertThat(foreseen.subList(0, happened.size())).isEqualTo(happened);
        assertThat(foreseen).anyMatch(line -> line.contains("RESOLVED"));
    }

    @Test
    void tellsWhySomebodyWasNotCalled() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .person("cid", contact("mail", "mail", MINUTE.multipliedBy(10)))
                .role(
                        "dba",
                        MINUTE.multipliedBy(30),
                        Duration.ZERO,
                        List.of("ann", "cid"),
                        new Step("", "bob", MINUTE.multipliedBy(10)));
        var from = stage.clock.instant();
        stage.report(stage.down("db1"));
        stage.pass("4m");
        stage.engine.acknowledge("A-1", "ann", "on it", Optional.empty());
        stage.pass("1m");
        var to = stage.clock.instant();
        assertThat(stage.engine.why("ann", from, to)).anyMatch(entry -> entry.kind() == Kind.SENT);
        assertThat(stage.engine.why("bob", from, to))
                .last()
                .satisfies(
                        entry -> assertThat(entry.text())
                                .isEqualTo(
                                        "bob was not called: at 2026-03-02T12:00:05Z dba was held by ann cid (the rotation says so);"
                                                + " the step that would have called bob comes after 10 min, and before that: ann takes it: on it"));
        assertThat(stage.engine.why("cid", from, to)).last().satisfies(entry -> assertThat(entry.text())
                .isEqualTo("cid was not called: before the delay of the first contact was over, ann takes it: on it"));
    }
}
