package org.redeye.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckState;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleDeclaration.Selector;

class EngineTest {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final RuleDeclaration SLOW = World.rule(
            "slow", World.metric("p/checks/web/*", "total_seconds"), new Criterion.Above(0.05, 0.04), World.NONE, FIVE);

    private final World world = new World();

    private void samples(String check, double value, int count) {
        for (int i = 0; i < count; i++) {
            world.sample(check, "total_seconds", value).pass(STEP);
        }
    }

    @Test
    void moreThan50MsFor5MinutesFiresAt5MinutesAndNotBefore() {
        world.declare(SLOW);
        samples("p/checks/web/a", 0.06, 30); // at 0:00 … 4:50
        assertThat(world.status("slow").state()).isEqualTo("pending");
        assertThat(world.told()).isEmpty();
        world.sample("p/checks/web/a", "total_seconds", 0.06); // at 5:00

        assertThat(world.status("slow").state()).isEqualTo("firing");
        assertThat(world.status("slow").firing()).containsExactly("p/checks/web/a:total_seconds");
        assertThat(world.told()).containsExactly("p/checks/web/a:total_seconds fires PT5M");
        assertThat(world.last().summary()).isEqualTo("total_seconds of p/checks/web/a is 0.06 s, above 0.05 for 5m");
    }

    @Test
    void oneGoodSampleBeginsTheTimeAnew() {
        world.declare(SLOW);
        samples("p/checks/web/a", 0.06, 20);
        samples("p/checks/web/a", 0.03, 1);
        samples("p/checks/web/a", 0.06, 20);

        assertThat(world.told()).isEmpty();
    }

    @Test
    void recoversOnlyWhenItCameBackFarEnough() {
        world.declare(SLOW);
        samples("p/checks/web/a", 0.06, 31);
        samples("p/checks/web/a", 0.045, 3);
        assertThat(world.status("slow").state()).isEqualTo("firing");
        samples("p/checks/web/a", 0.04, 1);

        assertThat(world.told())
                .containsExactly(
                        "p/checks/web/a:total_seconds fires PT5M", "p/checks/web/a:total_seconds clears PT5M40S");
        assertThat(world.last().summary()).isEqualTo("In order again: total_seconds of p/checks/web/a is 0.04 s");
    }

    @Test
    void aGapInTheSamplesIsNoEvidence() {
        world.declare(SLOW);
        samples("p/checks/web/a", 0.06, 2);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.told()).isEmpty();
        samples("p/checks/web/a", 0.06, 29);

        assertThat(world.told()).isEmpty();
    }

    @Test
    void firesByTimeWhereTheNextSampleIsStillToCome() {
        world.declare(World.rule(
                "slow",
                World.metric("*", "total_seconds"),
                new Criterion.Above(1, 1),
                World.NONE,
                Duration.ofSeconds(15)));
        world.sample("a", "total_seconds", 2);
        world.pass(Duration.ofSeconds(15));
        assertThat(world.told()).isEmpty();
        world.pass(Duration.ofSeconds(1));

        assertThat(world.told()).containsExactly("a:total_seconds fires PT15S");
    }

    @Test
    void watchesEachSeriesForItself() {
        world.declare(SLOW);
        for (int i = 0; i < 31; i++) {
            world.sample("p/checks/web/a", "total_seconds", 0.06);
            world.sample("p/checks/web/b", "total_seconds", 0.01);
            world.sample("p/checks/db/c", "total_seconds", 0.06);
            world.sample("p/checks/web/a", "other_seconds", 9);
            world.pass(STEP);
        }

        assertThat(world.told()).containsExactly("p/checks/web/a:total_seconds fires PT5M");
        assertThat(world.status("slow").watched()).isEqualTo(2);
    }

    @Test
    void aRuleWithATitleOfItsOwnTellsItBeforeWhatWasFound() {
        world.declare(World.titled(
                "Database is down",
                World.rule(
                        "down",
                        World.states("*"),
                        new Criterion.AtLeast(CheckState.CRITICAL),
                        World.NONE,
                        World.NONE)));
        world.stands("p/checks/a@db1", "db1", CheckState.CRITICAL, "timeout");

        assertThat(world.last().summary()).isEqualTo("Database is down: p/checks/a@db1 is critical: a message");
    }

    @Test
    void aCheckThatIsCriticalFor1MinuteFires() {
        world.declare(World.rule(
                "down",
                World.states("*"),
                new Criterion.AtLeast(CheckState.CRITICAL),
                World.NONE,
                Duration.ofMinutes(1)));
        world.stands("p/checks/a@db1", "db1", CheckState.OK, "");
        world.stands("p/checks/a@db1", "db1", CheckState.CRITICAL, "timeout");
        world.pass(Duration.ofSeconds(60));
        assertThat(world.told()).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.told()).containsExactly("p/checks/a@db1 fires PT1M");
        assertThat(world.last().host()).isEqualTo("db1");
        assertThat(world.last().summary()).isEqualTo("p/checks/a@db1 is critical: a message");
        world.stands("p/checks/a@db1", "db1", CheckState.WARNING, "threshold");

        assertThat(world.told()).last().isEqualTo("p/checks/a@db1 clears PT1M1S");
    }

    @Test
    void theNodesOwnNetworkAndAMissingProbeAreNobodysFault() {
        world.declare(
                World.rule(
                        "down", World.states("*"), new Criterion.AtLeast(CheckState.CRITICAL), World.NONE, World.NONE),
                World.rule(
                        "lost", World.states("*"), new Criterion.AtLeast(CheckState.UNKNOWN), World.NONE, World.NONE));
        world.stands("a", "", CheckState.UNKNOWN, "network");
        world.stands("a", "", CheckState.PENDING, "needs probe:x");
        assertThat(world.told()).isEmpty();
        world.stands("a", "", CheckState.CRITICAL, "timeout");
        world.stands("a", "", CheckState.UNKNOWN, "network");
        assertThat(world.status("down").state()).as("what fired goes on").isEqualTo("firing");
        world.stands("a", "", CheckState.UNKNOWN, "settings");

        assertThat(world.alerts.reported)
                .extracting(c -> c.source() + " " + c.firing())
                .containsExactly("p/rules/down true", "p/rules/lost true");
    }

    @Test
    void missingSamplesAreMissedByTime() {
        world.declare(
                World.rule("gone", World.metric("*", "m"), new Criterion.Missing(), Duration.ofMinutes(1), World.NONE));
        world.sample("a", "m", 1).pass(Duration.ofSeconds(60));
        assertThat(world.told()).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.told()).containsExactly("a:m fires PT1M");
        world.pass(Duration.ofSeconds(9)).sample("a", "m", 1);

        assertThat(world.told()).last().isEqualTo("a:m clears PT1M10S");
    }

    @Test
    void samplesAreNotMissedWhileTheCheckWaitsOrTheNetworkIsGone() {
        world.declare(
                World.rule("gone", World.metric("*", "m"), new Criterion.Missing(), Duration.ofMinutes(1), World.NONE));
        world.stands("a", "", CheckState.OK, "");
        world.sample("a", "m", 1);
        world.stands("a", "", CheckState.UNKNOWN, "network").pass(Duration.ofMinutes(5));
        assertThat(world.told()).isEmpty();
        world.stands("a", "", CheckState.OK, "").pass(Duration.ofSeconds(60));
        assertThat(world.told()).isEmpty();
        world.pass(Duration.ofSeconds(2));

        assertThat(world.told()).containsExactly("a:m fires PT6M");
    }

    @Test
    void seriesOfTheTimeBeforeTheStartAreMissedToo() {
        world.series.put(World.key("a", "m", ""), world.clock.millis() - 3_600_000, 1, 2, 3);
        world.declare(
                World.rule("gone", World.metric("*", "m"), new Criterion.Missing(), Duration.ofMinutes(1), World.NONE));
        world.pass(Duration.ofSeconds(60));
        assertThat(world.told()).as("not all at once after a start").isEmpty();
        world.pass(Duration.ofSeconds(2));

        assertThat(world.told()).containsExactly("a:m fires PT1M1S");
    }

    @Test
    void aChangeLastsForItsWindow() {
        world.declare(World.rule(
                "other", World.metric("*", "version"), new Criterion.Changed(), Duration.ofMinutes(1), World.NONE));
        world.sample("a", "version", 1).pass(STEP);
        world.sample("a", "version", 1).pass(STEP);
        world.sample("a", "version", 2).pass(STEP);
        world.sample("a", "version", 2).pass(Duration.ofSeconds(52));

        assertThat(world.told()).containsExactly("a:version fires PT20S", "a:version clears PT1M20S");
    }

    @Test
    void anAverageIsTestedOnceItsWindowIsFull() {
        world.declare(World.rule(
                "mean", World.metric("*", "m"), new Criterion.Above(5, 5), Duration.ofMinutes(1), World.NONE));
        for (int i = 0; i < 5; i++) {
            world.sample("a", "m", 9).pass(STEP);
        }
        assertThat(world.told()).isEmpty();
        world.sample("a", "m", 9);

        assertThat(world.told()).containsExactly("a:m fires PT50S");
        assertThat(world.last().values()).containsEntry("value", 9.0);
    }

    @Test
    void anExpressionSeesOtherMetricsOfTheSameRunAndTheState() {
        world.declare(World.rule(
                "full",
                World.metric("*", "used"),
                new Criterion.When("value / total > 0.9 and state != 'critical' and avg == value"),
                World.NONE,
                World.NONE));
        world.sample("a", "used", 95);
        assertThat(world.told()).isEmpty();
        world.pass(STEP).samples("a", Map.of("used", 95.0, "total", 100.0));
        assertThat(world.told()).containsExactly("a:used fires PT10S");
        world.pass(STEP).samples("a", Map.of("used", 95.0, "total", 200.0));

        assertThat(world.told()).last().isEqualTo("a:used clears PT20S");
    }

    @Test
    void anExpressionThatFailsBreaksItsRuleAndNoOther() {
        world.declare(
                World.rule(
                        "bad", World.metric("*", "m"), new Criterion.When("value / other > 1"), World.NONE, World.NONE),
                World.rule("good", World.metric("*", "m"), new Criterion.Above(1, 1), World.NONE, World.NONE));
        world.samples("a", Map.of("m", 2.0, "other", 0.0));

        assertThat(world.status("bad").state()).isEqualTo("broken");
        assertThat(world.status("bad").reason()).startsWith("Its expression cannot be answered: ");
        assertThat(world.told()).containsExactly("a:m fires PT0S");
        world.pass(STEP).samples("a", Map.of("m", 2.0, "other", 1.0));
        assertThat(world.status("bad").state()).isEqualTo("firing");
    }

    @Test
    void aRuleThatIsRemovedOrWhoseCheckIsGoneSaysSo() {
        RuleDeclaration down = World.rule(
                "down", World.states("*"), new Criterion.AtLeast(CheckState.CRITICAL), World.NONE, World.NONE);
        world.declare(down);
        world.stands("a", "", CheckState.CRITICAL, "timeout").stands("b", "", CheckState.CRITICAL, "timeout");
        world.engine.gone("a");
        world.look();
        assertThat(world.last().summary()).isEqualTo("The check is no longer declared.");
        assertThat(world.last().subject()).isEqualTo("a");
        world.remove(down);
        world.look();

        assertThat(world.last().summary()).isEqualTo("The rule is no longer declared.");
        assertThat(world.last().firing()).isFalse();
        assertThat(world.store.scan("rules", "", "", 10)).isEmpty();
    }

    @Test
    void aRuleThatIsChangedGoesOnWithWhatFires() {
        world.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.sample("a", "m", 9).sample("b", "m", 9);
        world.change(World.rule("big", World.metric("a", "m"), new Criterion.Above(6, 6), World.NONE, World.NONE));
        world.look();
        assertThat(world.told()).containsExactly("a:m fires PT0S", "b:m fires PT0S", "b:m clears PT0S");
        assertThat(world.status("big").firing()).containsExactly("a:m");
        world.pass(STEP).sample("a", "m", 5.5);

        assertThat(world.told()).last().isEqualTo("a:m clears PT10S");
    }

    @Test
    void aSeriesThatEndsIsInOrder() {
        world.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.sample("a", "m", 9);
        world.engine.ended("a:m", world.clock.millis());
        world.look();
        assertThat(world.last().summary()).isEqualTo("The series has ended: its check or item is gone.");
        world.pass(STEP).sample("a", "m", 9);

        assertThat(world.told()).last().isEqualTo("a:m fires PT10S");
    }

    @Test
    void aSeriesThatEndsAfterTheRulesHaveChangedIsInOrderToo() {
        world.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.sample("a", "m", 9);
        world.declare(World.rule("new", World.metric("*", "n"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.engine.ended("a:m", world.clock.millis());
        world.look();

        assertThat(world.last().firing()).isFalse();
    }

    @Test
    void whatSelectsNothingSaysSo() {
        world.declare(
                World.rule("none", World.metric("nobody/*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE),
                World.rule(
                        "void",
                        World.states("nobody/*"),
                        new Criterion.AtLeast(CheckState.CRITICAL),
                        World.NONE,
                        World.NONE));

        assertThat(world.status("none").reason())
                .isEqualTo("It watches nothing: no check nobody/* has given a value of 'm' since the start.");
        assertThat(world.status("void").reason()).isEqualTo("It watches nothing: there is no check nobody/*.");
    }

    @Test
    void selectsByHostAndItem() {
        world.declare(World.rule(
                "full",
                new Selector(List.of("*"), "used", "/var*", List.of("db*")),
                new Criterion.Above(5, 5),
                World.NONE,
                World.NONE));
        for (String check : List.of("p/checks/disk@db1", "p/checks/disk@web1")) {
            for (String item : List.of("/var/log", "/home")) {
                world.engine.appended(List.of(
                        new org.redeye.api.series.Sample(World.key(check, "used", item), world.clock.millis(), 9)));
            }
        }
        world.look();

        assertThat(world.told()).containsExactly("p/checks/disk@db1:used[/var/log] fires PT0S");
    }

    @Test
    void drawsALineAndPublishesWhatHappens() {
        world.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.sample("a", "m", 9).pass(STEP.multipliedBy(3)).sample("a", "m", 1).pass(STEP.multipliedBy(2));

        assertThat(world.events.of("rule"))
                .extracting(data -> data.get("subject") + " " + data.get("state") + " " + data.get("value"))
                .containsExactly("a:m firing 9.0", "a:m ok 1.0");
        var line = world.series
                .read(
                        "p/rules/big:state[a:m]",
                        world.clock.millis() - 50_000,
                        world.clock.millis(),
                        10_000,
                        org.redeye.api.series.Consolidation.AVERAGE)
                .orElseThrow();
        assertThat(line.values()).startsWith(2, 2, 2, 2, 0);
    }

    @Test
    void countsHowManyThereAreAlsoWhenNoneComes() {
        world.declare(World.rule(
                "few",
                World.metric("*", "m"),
                new Criterion.Below(2, 2),
                Duration.ofMinutes(1),
                Aggregate.COUNT,
                World.NONE,
                World.NONE));
        for (int i = 0; i < 6; i++) {
            world.sample("a", "m", 9).pass(STEP);
        }
        assertThat(world.told()).isEmpty();
        world.pass(Duration.ofSeconds(52));

        assertThat(world.told()).containsExactly("a:m fires PT1M40S");
    }
}
