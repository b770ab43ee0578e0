package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/** Runs that a person asks for. */
class ManualRunsTest {

    private static final Duration TEN = Duration.ofSeconds(10);
    private static final CheckDeclaration CHECK = World.check("a", "x", TEN);
    private static final String SERIES = "a:total_seconds";

    private final World world = new World();

    private CompletableFuture<CheckRun> run() {
        CompletableFuture<CheckRun> answer =
                Manual.run(world.core, world.roster.find("a").orElseThrow()).toCompletableFuture();
        world.work();
        return answer;
    }

    @Test
    void runsBesideTheSchedule() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        long start = world.time.wall();

        CheckRun run = run().join();

        assertThat(run.at()).isEqualTo(world.now());
        assertThat(run.late()).isZero();
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.status("a").counts().done()).as("it is no slot").isZero();
        assertThat(world.series.times(SERIES)).as("nothing else is stored yet").hasSize(1);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.series.times(SERIES)).containsAll(World.slots(CHECK, start, world.time.wall()));
        assertThat(world.series.passedOver).isZero();
    }

    @Test
    void neverTakesThePlaceOfASlot() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        long start = world.time.wall();
        for (int i = 0; i < 300; i++) {
            world.pass(Duration.ofMillis(997));
            run().join();
        }

        assertThat(world.series.times(SERIES)).containsAll(World.slots(CHECK, start, world.time.wall()));
        assertThat(world.series.passedOver).isZero();
    }

    @Test
    void saysWhatItNeedsWhereItCannotRun() {
        world.declare(CHECK);

        assertThatThrownBy(() -> run().join())
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'a' cannot run: needs probe:x");
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.change(World.check("a", "x", "", TEN, TEN, Map.of("count", "many")));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> run().join()).hasMessageContaining("'count' must be a number.");
        }
    }

    @Test
    void joinsARunThatIsGoingOn() {
        var future = new CompletableFuture<Outcome>();
        world.plugins.put("x", TestProbe.pending(future), "1.0.0");
        world.declare(CHECK);
        var first = run();
        var second = run();
        assertThat(world.meter("checks_in_flight", "")).isEqualTo(1);

        future.complete(Outcome.ok("fine", List.of()));
        world.work();

        assertThat(first.join()).isSameAs(second.join());
    }

    @Test
    void doesNotBeginAnyMoreWhenItsTimeIsOver() {
        var narrow = new World(null, 1, 8);
        narrow.plugins.put("slow", new TestProbe((config, context) -> new CompletableFuture<>()), "1.0.0");
        narrow.plugins.put("x", TestProbe.well(), "1.0.0");
        narrow.declare(World.check("slow", "slow", Duration.ofHours(1)));
        narrow.pass(Duration.ofHours(1));
        narrow.declare(World.check("a", "x", "", Duration.ofDays(9), Duration.ofSeconds(2), Map.of()));
        var answer =
                Manual.run(narrow.core, narrow.roster.find("a").orElseThrow()).toCompletableFuture();
        narrow.pass(Duration.ofSeconds(3));

        assertThatThrownBy(answer::join).hasMessageContaining("there was no room on this node");
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void endsAtTheDeadline() {
        world.plugins.put("x", new TestProbe((config, context) -> new CompletableFuture<>()), "1.0.0");
        world.declare(CHECK);
        var answer = run();
        world.pass(Duration.ofSeconds(11));

        assertThat(answer.join().reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void doesNotLetAnOlderRunHaveTheLastWord() {
        var slot = new CompletableFuture<Outcome>();
        world.plugins.put("x", TestProbe.pending(slot), "1.0.0");
        world.declare(CHECK);
        world.pass(TEN);
        world.pass(Duration.ofMillis(10));
        world.plugins.put("x", TestProbe.answering(Outcome.critical(Reason.REFUSED, "down", List.of())), "1.0.1");
        run().join();

        slot.complete(Outcome.ok("was up", List.of(Metric.of("total_seconds", "s", 1))));
        world.work();

        assertThat(world.status("a").state()).isEqualTo(CheckState.CRITICAL);
        assertThat(world.series.times(SERIES)).as("but its value is stored").hasSize(1);
    }
}
