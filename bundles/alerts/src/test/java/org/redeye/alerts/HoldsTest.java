package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.alerts.FakeOnCall.contact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Dependencies.Blame;
import org.redeye.api.alert.Dependencies.Verdict;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Silence;
import org.redeye.api.alert.Window;
import org.redeye.api.oncall.RoleDeclaration;

/** What is held calls nobody, and is not forgotten. */
class HoldsTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void people() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .role("dba", Duration.ofMinutes(30), Duration.ZERO, List.of("ann"));
    }

    @Test
    void aRouterWithFortyChildrenIsOneNotice() {
        List<Condition> children = new ArrayList<>();
        for (int child = 0; child < 40; child++) {
            children.add(stage.down("child" + child));
            stage.around.blames.put(
                    "child" + child, new Blame(Verdict.PARENTS, List.of("shop/checks/ping@router"), "router is down"));
        }
        stage.report(children.get(0)); // some child is noticed first
        stage.report(stage.down("router"));
        stage.report(children.toArray(Condition[]::new));
        stage.pass("20m");

        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(stage.notices().get(0).text())
                .contains("shop/checks/ping@router on router")
                .contains("40 conditions held: router is down");
        Alert alert = stage.engine.find("A-1").orElseThrow();
        assertThat(alert.members()).hasSize(41);
        assertThat(alert.members().stream().filter(member -> member.hold().isPresent()))
                .hasSize(40)
                .allMatch(member -> member.hold().orElseThrow().kind() == Hold.Kind.DEPENDENCY);
        assertThat(stage.engine.list(AlertQuery.GOING_ON)).hasSize(1);
    }

    @Test
    void whatStillFailsWhenItsParentIsBackIsLookedAtBeforeAnybodyIsCalled() {
        Condition router = stage.down("router");
        Condition child = stage.down("web1");
        stage.around.blames.put(
                "web1", new Blame(Verdict.PARENTS, List.of("shop/checks/ping@router"), "router is down"));
        stage.around.know("shop/checks/ping@web1");
        stage.report(router, child);
        stage.pass("1m");
        assertThat(stage.sent()).hasSize(1);

        stage.around.blames.clear();
        stage.up(router);
        stage.pass("10s");
        assertThat(stage.around.checks.runs).containsExactly("shop/checks/ping@web1");
        assertThat(stage.sent()).as("the check is still running").hasSize(1);
        stage.around.checks.end();
        stage.pass("20s");
        assertThat(stage.sent()).as("it is still down").containsExactly("mail Ann alert", "mail Ann alert");
    }

    @Test
    void whatIsHeldBecauseOfAnAlertIsToldEvenIfItIsAnotherRoles() {
        stage.onCall.role("web", Duration.ofMinutes(30), Duration.ZERO, List.of("ann"));
        Condition router = stage.down("router");
        Condition child = stage.condition("c", "shop/rules/slow", "web1", Severity.WARNING, "web");
        stage.around.blames.put(
                "web1", new Blame(Verdict.PARENTS, List.of("shop/checks/ping@router"), "router is down"));
        stage.report(router, child, stage.down("db1"));

        assertThat(stage.engine.held("A-1")).singleElement().satisfies(held -> {
            assertThat(held.alert()).isEqualTo("A-2");
            assertThat(held.role()).isEqualTo("web");
            assertThat(held.member().condition().key()).isEqualTo("c");
            assertThat(held.member().hold().orElseThrow().because()).isEqualTo("router is down");
        });
        assertThat(stage.engine.held("A-2")).isEmpty();
        assertThat(stage.engine.held("A-9")).isEmpty();
        stage.up(child);
        assertThat(stage.engine.held("A-1")).as("it is up again").isEmpty();
    }

    @Test
    void aChildThatIsUpAgainCallsNobody() {
        Condition router = stage.down("router");
        Condition child = stage.down("web1");
        stage.around.blames.put(
                "web1", new Blame(Verdict.PARENTS, List.of("shop/checks/ping@router"), "router is down"));
        stage.around.know("shop/checks/ping@web1");
        stage.report(router, child);
        stage.pass("1m");
        stage.around.blames.clear();
        stage.up(router);
        stage.pass("6s");
        stage.up(child); // what its check found
        stage.around.checks.end();
        stage.pass("1m");
        assertThat(stage.sent()).containsExactly("mail Ann alert", "mail Ann resolved");
    }

    @Test
    void whatIsNotSureIsCheckedFirstButNotForEver() {
        Condition child = stage.down("web1");
        stage.around.blames.put(
                "web1", new Blame(Verdict.UNSURE, List.of("shop/checks/ping@router"), "router was seen before that"));
        stage.around.know("shop/checks/ping@router");
        stage.report(child);
        stage.pass("10s");
        assertThat(stage.around.checks.runs).containsExactly("shop/checks/ping@router");
        assertThat(stage.sent()).isEmpty();
        stage.pass("20s");
        assertThat(stage.sent()).as("the run never ended").containsExactly("mail Ann alert");
        stage.up(child);
        stage.pass("10m");
        stage.report(child);
        stage.pass("10s");
        assertThat(stage.around.checks.runs)
                .as("the next time it is looked at anew")
                .hasSize(2);
    }

    @Test
    void maintenanceHoldsAndWhatIsStillBrokenAtItsEndIsCalledAboutOnce() {
        var window = new Window(
                "w",
                "Patch day",
                Match.ALL,
                "ann",
                stage.clock.instant(),
                stage.clock.instant().plusSeconds(3600));
        stage.around.windows.add(window);
        stage.report(stage.down("db1"));
        stage.pass("59m");
        assertThat(stage.sent()).isEmpty();
        assertThat(stage.engine.find("A-1").orElseThrow().state()).isEqualTo(AlertState.OPEN);
        stage.restart().pass("2m");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        stage.pass("20m");
        assertThat(stage.sent()).hasSize(1);
    }

    @Test
    void whatIsNotHeldBeginsACallOfItsOwnWhenItJoinsWhatIs() {
        stage.onCall
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role(
                        "dba",
                        Duration.ofMinutes(30),
                        Duration.ZERO,
                        List.of("ann"),
                        new RoleDeclaration.Step("", "bob", Duration.ofMinutes(10)));
        stage.around.blames.put(
                "child", new Blame(Verdict.PARENTS, List.of("shop/checks/ping@router"), "router is down"));
        stage.report(stage.down("child"));
        stage.pass("1h");
        assertThat(stage.sent()).isEmpty();
        stage.report(stage.down("router"));
        stage.pass("1m");
        assertThat(stage.sent()).as("its delays count from now").containsExactly("mail Ann alert");
        assertThat(stage.engine.list(AlertQuery.GOING_ON)).hasSize(1);
        stage.pass("9m10s");
        assertThat(stage.sent()).containsExactly("mail Ann alert", "mail Bob alert");
    }

    @Test
    void aWindowThatIsNotReadYetAfterAStartStillHolds() {
        var window = new Window(
                "w",
                "Patch day",
                Match.ALL,
                "ann",
                stage.clock.instant(),
                stage.clock.instant().plusSeconds(3600));
        stage.around.windows.add(window);
        stage.report(stage.down("db1"));
        stage.pass("10s");
        stage.around.windows.clear();
        stage.settling = SetUp.SETTLING;
        stage.restart().pass("20s");
        stage.around.windows.add(window);
        stage.pass("30m");
        assertThat(stage.sent()).isEmpty();
    }

    @Test
    void aSilenceHoldsFromTheMomentItBegins() {
        stage.report(stage.down("db1"));
        stage.pass("2s");
        Silence silence = stage.engine.silence(new Silence(
                "",
                new Match("", "", "db*", "", Severity.INFO, Map.of()),
                "ann",
                "known",
                stage.clock.instant(),
                stage.clock.instant().plusSeconds(600)));
        stage.restart().pass("5m");
        assertThat(stage.sent()).isEmpty();
        assertThat(stage.engine.find("A-1").orElseThrow().members().get(0).hold())
                .hasValueSatisfying(hold ->
                        assertThat(hold.because()).contains("ann silenced it").endsWith("known"));
        assertThat(stage.engine.silences()).containsExactly(silence);
        stage.engine.endSilence(silence.id(), "bob");
        stage.pass("6s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(stage.engine.silences()).isEmpty();
    }

    @Test
    void whatComesAndGoesIsSaidOnceAndThenHeldUntilItIsSteady() {
        Condition flaky = stage.down("db1");
        for (int times = 0; times < 20; times++) {
            stage.report(flaky);
            stage.pass("30s");
            stage.up(flaky);
            stage.pass("30s");
        }
        long about = stage.notices().stream()
                .filter(notice -> notice.subject().startsWith("FLAPPING"))
                .count();
        assertThat(about).isEqualTo(1);
        int before = stage.sent().size();
        stage.report(flaky);
        stage.pass("14m");
        assertThat(stage.sent()).hasSize(before);
        stage.pass("2m");
        assertThat(stage.sent()).as("it is steady, and down").hasSize(before + 1);
        assertThat(stage.notices().get(before).subject()).startsWith("CRITICAL");
        assertThat(stage.engine.list(AlertQuery.GOING_ON)).hasSize(1);
    }

    @Test
    void whatWasHeldWhenItRecoveredIsOverWithoutAWord() {
        Condition down = stage.down("db1");
        stage.engine.silence(new Silence(
                "",
                Match.ALL,
                "ann",
                "known",
                stage.clock.instant(),
                stage.clock.instant().plusSeconds(600)));
        stage.report(down);
        stage.pass("1m");
        stage.up(down);
        stage.pass("20m");
        assertThat(stage.sent()).isEmpty();
        assertThat(stage.engine.find("A-1").orElseThrow().resolved()).isNotEqualTo(Optional.empty());
    }
}
