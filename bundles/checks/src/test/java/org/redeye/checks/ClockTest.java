package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.SlotCounts;

/** A wall clock that jumps. */
class ClockTest {

    private static final CheckDeclaration CHECK = World.check("a", "x", Duration.ofSeconds(1));
    private static final String SERIES = "a:total_seconds";

    private final World world = new World();

    private void begin(CheckDeclaration check) {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(check);
        world.pass(Duration.ofSeconds(5));
    }

    @Test
    void leavesOutTheSlotsThatTheClockJumpsOver() {
        begin(CHECK);
        long before = world.time.wall();
        List<Long> done = world.series.times(SERIES);

        world.jump(Duration.ofMinutes(10));
        long after = world.time.wall();
        world.pass(Duration.ofSeconds(5));

        assertThat(world.series.times(SERIES))
                .isEqualTo(Stream.concat(done.stream(), World.slots(CHECK, after, world.time.wall()).stream())
                        .toList());
        assertThat(world.status("a").counts())
                .isEqualTo(new SlotCounts(
                        10, 0, 0, 0, World.slots(CHECK, before, after).size()));
        assertThat(world.meter("checks_skipped_total", "clock")).isEqualTo(600);
    }

    @Test
    void runsTheSlotItJumpedIntoWhereTheNextIsFarAway() {
        CheckDeclaration daily = World.check("a", "x", Duration.ofDays(1));
        begin(daily);
        world.jump(Duration.ofDays(3));

        assertThat(world.status("a").counts()).isEqualTo(new SlotCounts(1, 1, 0, 0, 2));
    }

    @Test
    void runsNoSlotTwiceWhenTheClockGoesBackALittle() {
        begin(CHECK);
        long start = world.time.wall() - 5_000;
        world.jump(Duration.ofSeconds(-7));
        world.pass(Duration.ofSeconds(17));

        assertThat(world.series.times(SERIES)).isEqualTo(World.slots(CHECK, start, world.time.wall()));
        assertThat(world.series.passedOver).isZero();
        assertThat(world.status("a").counts()).isEqualTo(new SlotCounts(15, 0, 0, 0, 0));
    }

    @Test
    void goesOnWatchingWhenTheClockGoesBackALot() {
        begin(CHECK);
        world.jump(Duration.ofHours(-1));
        world.pass(Duration.ofSeconds(5));

        assertThat(world.status("a").counts().done())
                .as("no hour without watch")
                .isEqualTo(10);
        assertThat(world.status("a").last().get().at()).isBefore(world.now().plusMillis(1));
        assertThat(world.series.times(SERIES))
                .as("the store keeps what it has")
                .hasSize(5)
                .isSorted();
    }

    @Test
    void addsUpManySmallStepsBack() {
        begin(CHECK);
        for (int i = 0; i < 10; i++) {
            world.jump(Duration.ofSeconds(-3));
        }
        world.pass(Duration.ofSeconds(10));

        assertThat(world.status("a").counts().done())
                .as("they do not add up to half a minute without watch")
                .isGreaterThan(5);
    }

    @Test
    void keepsDeadlinesWhateverTheWallClockDoes() {
        world.plugins.put("x", new TestProbe((config, context) -> world.later(Duration.ofDays(9), null)), "1.0.0");
        world.declare(CHECK);
        world.pass(Duration.ofMillis(1_000));
        world.time.jump(-5_000);
        world.pass(Duration.ofMillis(1_000));

        assertThat(world.status("a").reason()).isEqualTo("timeout");
    }

    @Test
    void takesAStalledProcessForNoJump() {
        begin(CHECK);
        world.stall(Duration.ofSeconds(10));

        assertThat(world.status("a").counts().skippedClock()).isZero();
        assertThat(world.status("a").counts().skippedOverload()).isEqualTo(9);
    }
}
