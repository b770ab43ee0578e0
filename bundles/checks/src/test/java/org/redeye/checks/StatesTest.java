package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/** States survive a restart, and a store that fails does not stop checks. */
class StatesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CheckDeclaration CHECK = World.check("a", "x", SECOND);
    private static final TestProbe REFUSED =
            TestProbe.answering(Outcome.critical(Reason.REFUSED, "refused:\nno luck", List.of()));

    private final World world = new World();

    private CheckStatus begin() {
        world.states.attach(world.store);
        world.plugins.put("x", REFUSED, "1.0.0");
        world.declare(CHECK);
        world.pass(SECOND);
        world.look();
        return world.status("a");
    }

    @Test
    void showsTheLastKnownStateAfterARestart() {
        CheckStatus before = begin();
        world.pass(Duration.ofMinutes(1));
        World next = world.restarted();
        next.look();
        next.declare(CHECK);

        CheckStatus after = next.status("a");
        assertThat(after.state()).isEqualTo(CheckState.CRITICAL);
        assertThat(after.reason()).isEqualTo("refused");
        assertThat(after.message()).isEqualTo("refused:\nno luck");
        assertThat(after.since()).isEqualTo(before.since());
        assertThat(after.last().get().at()).isEqualTo(before.last().get().at());
        assertThat(after.last().get().reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void keepsSinceOverARestartWhereStoreAndProbeComeLate() {
        CheckStatus before = begin();
        var next = new World(world.time, world.store);
        next.declare(CHECK);
        assertThat(next.status("a").reason()).isEqualTo("needs probe:x");
        next.pass(Duration.ofSeconds(3));
        next.states.attach(world.store);
        next.look();
        assertThat(next.status("a").state()).isEqualTo(CheckState.CRITICAL);
        next.pass(Duration.ofSeconds(3));
        next.plugins.put("x", REFUSED, "1.0.0");
        next.work();

        assertThat(next.status("a").since()).isEqualTo(before.since());
        assertThat(next.status("a").readings()).isEmpty();
        assertThat(world.store.entries.get("a").value())
                .contains("" + before.since().toEpochMilli());
    }

    @Test
    void keepsSinceWhereTheCheckHasRunBeforeTheStoreCame() {
        CheckStatus before = begin();
        var next = new World(world.time, world.store);
        next.plugins.put("x", REFUSED, "1.0.0");
        next.declare(CHECK);
        next.pass(Duration.ofSeconds(3));
        assertThat(next.status("a").since()).isAfter(before.since());
        next.states.attach(world.store);
        next.look();

        assertThat(next.status("a").since()).isEqualTo(before.since());
        next.look();
        assertThat(StateText.read(world.store.entries.get("a").value())
                        .get()
                        .standing()
                        .since())
                .isEqualTo(before.since());
    }

    @Test
    void saysPendingAfterARestartWhenTheProbeStaysAway() {
        begin();
        World next = world.restarted();
        next.look();
        next.declare(CHECK);
        next.pass(Duration.ofSeconds(14));
        assertThat(next.status("a").state()).isEqualTo(CheckState.CRITICAL);
        next.pass(Duration.ofSeconds(2));

        assertThat(next.status("a").state()).isEqualTo(CheckState.PENDING);
        assertThat(next.status("a").reason()).isEqualTo("needs probe:x");
    }

    @Test
    void doesNotRepeatAfterARestartWhatItNeededBefore() {
        world.states.attach(world.store);
        world.declare(CHECK);
        world.look();
        assertThat(world.store.entries.get("a").value()).contains("needs probe:x");
        world.time.pass(60_000);
        World next = world.restarted();
        next.look();
        next.plugins.put("x", REFUSED, "1.0.0");
        next.declare(CHECK);

        assertThat(next.status("a").reason()).isEqualTo("first run is due");
        assertThat(next.status("a").since()).isEqualTo(Instant.parse(World.START));
    }

    @Test
    void writesOnlyChanges() {
        begin();
        world.pass(Duration.ofMinutes(10));

        assertThat(world.store.puts).isEqualTo(1);
        world.plugins.put("x", TestProbe.well(), "2");
        world.pass(Duration.ofMinutes(10));
        assertThat(world.store.puts).isEqualTo(2);
    }

    @Test
    void goesOnWhileTheStoreIsDownAndWritesTheNewestLater() {
        world.store.down = true;
        begin();
        world.plugins.put("x", TestProbe.well(), "2");
        world.pass(Duration.ofSeconds(10));
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.store.entries).isEmpty();
        assertThat(world.meter("checks_states_waiting", "")).isEqualTo(1);
        assertThat(world.meter("checks_states_failures_total", "")).isPositive();

        world.store.down = false;
        world.pass(Duration.ofSeconds(3));

        assertThat(world.store.entries.get("a").value()).startsWith("1\nOK\n");
        assertThat(world.store.puts).isEqualTo(1);
        assertThat(world.meter("checks_states_waiting", "")).isZero();
    }

    @Test
    void forgetsWhatIsRemoved() {
        begin();
        assertThat(world.store.entries).containsKey("a");
        world.remove(CHECK);
        world.look();

        assertThat(world.store.entries).isEmpty();
    }

    @Test
    void forgetsAfterAnHourWhatNobodyDeclares() {
        begin();
        World next = world.restarted();
        next.pass(Duration.ofMinutes(59));
        assertThat(next.store.entries).containsKey("a");
        next.pass(Duration.ofMinutes(2));

        assertThat(next.store.entries).isEmpty();
    }

    @Test
    void beginsAnewWhereAStoredStateCannotBeRead() {
        world.store.put("checks", "a", "9\nfrom the future");
        world.store.put("checks", "b", "1\nFINE\n\nx\ny\nz");
        world.states.attach(world.store);
        world.look();
        world.declare(CHECK, World.check("b", "x", SECOND));

        assertThat(world.status("a").state()).isEqualTo(CheckState.PENDING);
        assertThat(world.status("b").since()).isEqualTo(Instant.parse(World.START));
    }

    @Test
    void writesAgainToAStoreThatWasReplaced() {
        begin();
        world.states.detach(world.store);
        world.plugins.put("x", TestProbe.well(), "2");
        world.pass(Duration.ofSeconds(2));
        var other = new MemoryStates();
        world.states.attach(other);
        world.look();

        assertThat(other.entries.get("a").value()).startsWith("1\nOK\n");
    }
}
