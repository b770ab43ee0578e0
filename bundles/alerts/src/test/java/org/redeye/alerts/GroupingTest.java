package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.redeye.alerts.FakeOnCall.contact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;

/** Which conditions are one alert, and what becomes of it. */
class GroupingTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void people() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role("dba", Duration.ofMinutes(30), Duration.ZERO, List.of("ann"))
                .role("web", Duration.ofMinutes(30), Duration.ZERO, List.of("bob"));
    }

    private List<Alert> going() {
        return stage.engine.list(AlertQuery.GOING_ON);
    }

    @Test
    void twoHundredFailuresOfOneCauseInAMinuteAreOneNotice() {
        for (int host = 0; host < 200; host++) {
            stage.report(stage.down("web" + host));
            if (host % 50 == 49) {
                stage.pass("1s");
            }
        }
        stage.pass("1m");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(stage.notices().get(0).subject()).endsWith("(199 more)");
        assertThat(stage.notices().get(0).text())
                .contains("ping@web19 on")
                .doesNotContain("ping@web20 on")
                .endsWith(
                        "Role dba, held by Ann.\nIf nobody acknowledges it, REM begins to call anew: Ann at Mon 2 Mar 2026, 12:30:05 UTC.")
                .contains("and 180 more");
        Alert alert = going().get(0);
        assertThat(alert.count()).isEqualTo(200);
        assertThat(alert.members().get(199).because()).isEqualTo("same rule shop/rules/down");
    }

    @Test
    void tenThousandConditionsAreGroupedBoundedAndAllThere() {
        List<Condition> all = new ArrayList<>();
        for (int host = 0; host < 10_000; host++) {
            all.add(stage.down("h" + host));
        }
        stage.report(all.toArray(Condition[]::new));
        stage.pass("10s");
        assertThat(going()).hasSize(10);
        assertThat(going().stream().mapToInt(Alert::count).sum()).isEqualTo(10_000);
        assertThat(stage.sent()).hasSize(10);
        stage.restart();
        assertThat(going().stream().mapToInt(Alert::count).sum()).isEqualTo(10_000);
    }

    @Test
    void anotherRoleIsAnotherAlertAndSoIsWhatComesLater() {
        stage.report(stage.down("db1"), stage.condition("k|2", "shop/rules/down", "db2", Severity.CRITICAL, "web"));
        assertThat(going()).hasSize(2);
        stage.pass("61s");
        stage.report(stage.down("db3"));
        assertThat(going()).hasSize(3);
    }

    @Test
    void theSameReportTwiceSaysNothingNew() {
        Condition down = stage.down("db1");
        stage.report(down, down);
        stage.pass("30s");
        long before = going().get(0).version();
        stage.report(down);
        stage.pass("30s");
        assertThat(going().get(0).version()).isEqualTo(before);
        assertThat(stage.sent()).hasSize(1);
    }

    @Test
    void newMembersAfterAnAcknowledgementCallNobodyUnlessTheyAreWorse() {
        stage.report(stage.condition("k|1", "r", "db1", Severity.WARNING, "dba"));
        stage.pass("10s");
        stage.engine.acknowledge("A-1", "ann", "", Optional.empty());
        stage.report(stage.condition("k|2", "r", "db2", Severity.WARNING, "dba"));
        stage.pass("20s");
        assertThat(stage.sent()).hasSize(1);
        stage.report(stage.condition("k|3", "r", "db3", Severity.CRITICAL, "dba"));
        stage.pass("10s");
        assertThat(stage.sent()).hasSize(2);
        assertThat(going().get(0).state()).isEqualTo(AlertState.OPEN);
        assertThat(stage.notices().get(1).subject()).startsWith("CRITICAL db3");
    }

    @Test
    void aWorseSeverityIsCalledAboutAnew() {
        stage.report(stage.condition("k|1", "r", "db1", Severity.WARNING, "dba"));
        stage.pass("10s");
        stage.report(stage.condition("k|1", "r", "db1", Severity.CRITICAL, "dba"));
        stage.pass("1s");
        assertThat(stage.sent()).hasSize(2);
        stage.pass("10m");
        assertThat(stage.sent()).hasSize(2);
    }

    @Test
    void withinFiveMinutesTheSameAlertGoesOnAfterThatItIsAnotherOne() {
        Condition down = stage.down("db1");
        stage.report(down);
        stage.pass("1m");
        stage.up(down);
        stage.pass("4m");
        stage.report(stage.down("db1"));
        assertThat(going()).extracting(Alert::id).containsExactly("A-1");
        stage.pass("1m");
        stage.up(down);
        stage.restart().pass("6m");
        stage.report(stage.down("db1"));
        assertThat(going()).extracting(Alert::id).containsExactly("A-2");
        assertThat(stage.engine.find("A-1").orElseThrow().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void ofTwoWhoTakeItAtOnceTheSecondHearsOfTheFirst() {
        stage.report(stage.down("db1"));
        stage.engine.acknowledge("A-1", "ann", "on it", Optional.empty());
        assertThatThrownBy(() -> stage.engine.acknowledge("A-1", "bob", "", Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A-1 was acknowledged by ann at 2026-03-02T12:00:00Z: on it");
        assertThatThrownBy(() -> stage.engine.acknowledge("A-9", "bob", "", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no alert 'A-9'.");
    }

    @Test
    void ofManyThreadsOneWins() throws Exception {
        var store = new org.redeye.testkit.store.MemoryStateStore();
        var neighbours = new Neighbours(stage.events, "http://x").with(stage.onCall, stage.channels);
        var engine = new AlertsEngine(store, neighbours, stage.clock, Lane.thread(), Duration.ZERO);
        engine.report(List.of(stage.down("db1"))).toCompletableFuture().join();
        long won = IntStream.range(0, 32)
                .parallel()
                .filter(who -> {
                    try {
                        engine.acknowledge("A-1", "u" + who, "", Optional.empty());
                        return true;
                    } catch (IllegalStateException e) {
                        return false;
                    }
                })
                .count();
        assertThat(won).isEqualTo(1);
        engine.stop();
    }

    @Test
    void whatSomebodyResolvedStaysSoUntilItRecoversAndFailsAnew() {
        Condition down = stage.down("db1");
        stage.report(down);
        stage.pass("1m");
        stage.engine.resolve("A-1", "ann", "a test");
        stage.report(down);
        stage.pass("20m");
        assertThat(going()).isEmpty();
        stage.restart().report(down);
        assertThat(going()).isEmpty();
        stage.up(down);
        stage.pass("6m");
        stage.report(down);
        assertThat(going()).hasSize(1);
    }

    @Test
    void whatARuleSaysIsWhatItHasRun() {
        stage.report(stage.down("db1"));
        stage.engine.note("A-1", "ann", "the disk is full");
        stage.engine.note("A-1", "shop/rules/down", "restart.sh was run");
        assertThat(stage.engine.entries("A-1", 1, 10))
                .extracting(AlertEntry::kind)
                .containsExactly(AlertEntry.Kind.NOTED, AlertEntry.Kind.RAN);
        assertThatThrownBy(() -> stage.engine.note("A-1", "ann", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A note has 1 to 2000 characters; this one has 1.");
    }

    @Test
    void isGivenToSomebody() {
        stage.report(stage.down("db1"));
        stage.pass("10s");
        stage.engine.assign("A-1", "bob", "ann", "yours");
        stage.pass("1s");
        assertThat(stage.sent()).containsExactly("mail Ann alert", "mail Bob alert");
        assertThat(stage.engine.find("A-1").orElseThrow().assignee()).isEqualTo("bob");
        stage.pass("31m");
        assertThat(stage.sent()).endsWith("mail Bob reminder");
    }
}
