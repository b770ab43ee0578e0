package org.redeye.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;

/** Nothing is forgotten and nothing said twice by whatever ends a process, and nothing lost while the alerts engine is away. */
class SurvivalTest {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final RuleDeclaration RULE =
            World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, Duration.ofMinutes(1));

    private final World world = new World();

    private static World begin(World world) {
        world.declare(RULE);
        world.engine.attach(world.store);
        world.engine.attach(world.alerts);
        return world.look();
    }

    @Test
    void aRestartDoesNotForgetForHowLong() {
        world.declare(RULE);
        for (int i = 0; i < 4; i++) {
            world.sample("a", "m", 9).pass(STEP);
        }
        World next = begin(world.restarted(Duration.ofSeconds(10))); // at 0:50
        assertThat(next.status("big").state()).isEqualTo("pending");
        next.sample("a", "m", 9).pass(STEP).sample("a", "m", 9);

        assertThat(next.told()).containsExactly("a:m fires PT1M");
    }

    @Test
    void aRestartReportsWhatFiresOnceMoreWithItsTimeAndNothingElse() {
        world.declare(RULE);
        for (int i = 0; i < 7; i++) {
            world.sample("a", "m", 9).sample("b", "m", 1).pass(STEP);
        }
        String summary = world.last().summary();
        World next = begin(world.restarted(Duration.ofMinutes(2)));

        assertThat(next.told()).containsExactly("a:m fires PT1M");
        assertThat(next.last().summary()).isEqualTo(summary);
        assertThat(next.last().key()).isEqualTo("p/rules/big|a:m");
        next.sample("a", "m", 9);
        assertThat(next.alerts.reported).hasSize(1);
        next.pass(STEP).sample("a", "m", 1);
        assertThat(next.told()).last().isEqualTo("a:m clears PT3M20S");
        assertThat(next.store.scan("rules", "", "", 10)).isEmpty();
    }

    @Test
    void itDoesNotMatterWhetherTheRuleOrTheStoreComesFirst() {
        world.declare(RULE);
        world.sample("a", "m", 9).pass(STEP);
        World next = world.restarted(STEP);
        next.engine.attach(next.store);
        next.declare(RULE);

        assertThat(next.status("big").state()).isEqualTo("pending");
    }

    @Test
    void whatWasNotTakenOverIsToldAgainTheNewestOfEach() {
        world.alerts.down = true;
        world.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.sample("a", "m", 9).sample("b", "m", 9).pass(STEP).sample("b", "m", 1);
        assertThat(world.alerts.reported).isEmpty();
        assertThat(world.engine.reporter.waiting()).isEqualTo(2);
        world.alerts.down = false;
        world.look();

        assertThat(world.told()).containsExactlyInAnyOrder("a:m fires PT0S", "b:m clears PT10S");
    }

    @Test
    void aRecoveryThatNobodyHeardOfIsToldByTheNextProcess() {
        world.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.sample("a", "m", 9);
        world.alerts.down = true;
        world.pass(STEP).sample("a", "m", 1);
        World next = begin(world.restarted(STEP));

        assertThat(next.told()).containsExactly("a:m clears PT10S");
        assertThat(next.store.scan("rules", "", "", 10)).isEmpty();
    }

    @Test
    void aRuleThatIsGoneAfterTheRestartIsTakenBackAfterAnHour() {
        world.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        world.sample("a", "m", 9);
        World next = world.restarted(STEP);
        next.engine.attach(next.store);
        next.engine.attach(next.alerts);
        next.pass(Duration.ofMinutes(59));
        assertThat(next.told()).isEmpty();
        next.pass(Duration.ofMinutes(2));

        assertThat(next.last().summary()).isEqualTo("The rule is no longer declared.");
        assertThat(next.last().firing()).isFalse();
    }

    @Test
    void anAlertsEngineThatComesLateOrAnewHearsWhatFires() {
        var late = world.restarted(Duration.ZERO);
        late.declare(World.rule("big", World.metric("*", "m"), new Criterion.Above(5, 5), World.NONE, World.NONE));
        late.sample("a", "m", 9).pass(STEP);
        late.engine.attach(late.alerts);
        late.look();

        assertThat(late.told()).containsExactly("a:m fires PT0S");
    }
}
