package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/** Slots begin on time, none is lost unseen, none is run twice. */
class SlotsTest {

    private static final Outcome FINE = Outcome.ok("fine", List.of(Metric.of("total_seconds", "s", 0.25)));

    private final World world = new World();

    @Test
    void runsEverySlotAtItsTime() {
        CheckDeclaration check = World.check("p/checks/web/home", "x", Duration.ofSeconds(5));
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(check);
        long start = world.time.wall();

        world.pass(Duration.ofHours(1));

        assertThat(world.series.times("p/checks/web/home:total_seconds"))
                .isEqualTo(World.slots(check, start, world.time.wall()))
                .hasSize(720);
        assertThat(world.status(check.id()).counts()).isEqualTo(new SlotCounts(720, 0, 0, 0, 0));
        assertThat(world.status(check.id()).last().get().late()).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void runsANewCheckAtOnceAndThenAtItsSlots() {
        CheckDeclaration hourly = World.check("p/checks/web/home", "x", Duration.ofHours(1));
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        long start = world.time.wall();
        world.declareNew(hourly);

        world.pass(Duration.ofMillis(20));
        assertThat(world.status(hourly.id()).state()).isEqualTo(CheckState.OK);
        assertThat(world.status(hourly.id()).last().get().at())
                .as("it is measured now, not when its slot began")
                .isBetween(Instant.ofEpochMilli(start), world.now());
        assertThat(world.status(hourly.id()).counts()).isEqualTo(new SlotCounts(1, 0, 0, 0, 0));

        world.pass(Duration.ofHours(3));
        List<Long> times = world.series.times("p/checks/web/home:total_seconds");
        assertThat(times.subList(1, times.size())).isEqualTo(World.slots(hourly, start, world.time.wall()));
        assertThat(times.stream().map(time -> Math.floorDiv(time, 3_600_000L)))
                .as("each has a stretch of its own in the store")
                .doesNotHaveDuplicates();
    }

    @Test
    void letsANewCheckWaitForASlotThatComesShortly() {
        CheckDeclaration check = World.check("a", "x", Duration.ofSeconds(1));
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        long start = world.time.wall();
        world.declareNew(check);

        world.pass(Duration.ofSeconds(5));

        assertThat(world.series.times("a:total_seconds")).isEqualTo(World.slots(check, start, world.time.wall()));
    }

    @Test
    void aNewCheckWaitsForItsProbe() {
        CheckDeclaration check = World.check("a", "x", Duration.ofHours(1));
        world.declareNew(check);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.status("a").state()).isEqualTo(CheckState.PENDING);

        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.pass(Duration.ofSeconds(1));

        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
    }

    @Test
    void keepsItsSlotsOverARestart() {
        CheckDeclaration check = World.check("a", "x", Duration.ofSeconds(5));
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(check);
        world.pass(Duration.ofSeconds(7));
        World next = world.restarted();
        next.plugins.put("x", TestProbe.well(), "1.0.0");
        next.declare(check);
        long start = next.time.wall();

        next.pass(Duration.ofSeconds(20));

        assertThat(next.series.times("a:total_seconds")).isEqualTo(World.slots(check, start, next.time.wall()));
    }

    @Test
    void isEvenWhenTheProbeTakesTwoSeconds() {
        CheckDeclaration check = World.check("a", "x", Duration.ofSeconds(5));
        long start = world.time.wall();
        world.plugins.put("x", new TestProbe((config, context) -> world.later(Duration.ofSeconds(2), FINE)), "1.0.0");
        world.declare(check);

        world.pass(Duration.ofMinutes(10));
        world.pass(Duration.ofSeconds(2));

        assertThat(world.series.times("a:total_seconds"))
                .isEqualTo(World.slots(check, start, world.time.wall() - 2_000));
        assertThat(world.status("a").last().get().took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(world.status("a").counts().late()).isZero();
    }

    @Test
    void runsNoOldSlotsAfterAPause() {
        CheckDeclaration check = World.check("a", "x", Duration.ofSeconds(1));
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(check);
        world.pass(Duration.ofSeconds(3));

        world.stall(Duration.ofMillis(10_500));

        SlotCounts counts = world.status("a").counts();
        assertThat(counts.done() + counts.skippedOverload())
                .as("each slot is accounted for")
                .isEqualTo(World.slots(check, world.time.wall() - 13_500, world.time.wall())
                        .size());
        assertThat(counts.done()).as("only the one that is not over").isEqualTo(4);
        assertThat(world.meter("checks_skipped_total", "overload")).isEqualTo(counts.skippedOverload());
    }

    @Test
    void leavesASlotOutWhenTheOneBeforeIsStillGoingOn() {
        CheckDeclaration check = World.check("a", "x", "", Duration.ofSeconds(1), Duration.ofMillis(3_500), Map.of());
        world.plugins.put("x", new TestProbe((config, context) -> new CompletableFuture<>()), "1.0.0");
        world.declare(check);

        world.pass(Duration.ofSeconds(10));

        SlotCounts counts = world.status("a").counts();
        assertThat(counts.done()).isBetween(2L, 3L);
        assertThat(counts.skippedOverload()).isGreaterThan(5);
        assertThat(counts.done() + counts.skippedOverload()).isBetween(8L, 10L);
    }

    @Test
    void countsWhatBeganLate() {
        CheckDeclaration check = World.check("a", "x", Duration.ofSeconds(1));
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(check);
        world.pass(Duration.ofMillis(world.core.untilNext().toMillis()));
        long slot = World.slots(check, world.time.wall() - 1, world.time.wall() + 2_000)
                .get(0);

        world.stall(Duration.ofMillis(slot + 400 - world.time.wall()));

        assertThat(world.series.times("a:total_seconds"))
                .as("the time of the slot")
                .containsExactly(slot);
        assertThat(world.status("a").last().get().late()).isEqualTo(Duration.ofMillis(400));
        assertThat(world.status("a").counts().late()).isEqualTo(1);
        assertThat(world.meter("checks_late_seconds", "1")).isEqualTo(0.4);
    }

    @Test
    void saysSoWhenThereIsNoRoomForThreeSlots() {
        var narrow = new World(null, 1, 8);
        narrow.plugins.put("slow", TestProbe.pending(new CompletableFuture<>()), "1.0.0");
        narrow.plugins.put("x", TestProbe.well(), "1.0.0");
        narrow.declare(World.check("slow", "slow", Duration.ofMinutes(1)));
        narrow.pass(Duration.ofMinutes(1));
        narrow.declare(World.check("a", "x", Duration.ofSeconds(1)));

        narrow.pass(Duration.ofSeconds(3));

        CheckStatus status = narrow.status("a");
        assertThat(status.state()).isEqualTo(CheckState.PENDING);
        narrow.pass(Duration.ofSeconds(1));
        status = narrow.status("a");
        assertThat(status.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(status.reason()).isEqualTo(Reason.OVERLOAD.word());
        assertThat(status.message()).contains("3 slots in a row");
        assertThat(narrow.meter("checks_waiting", "")).isEqualTo(1);
    }

    /** Whatever delays, stalls and jumps there are: every slot on the time line is done or counted, once. */
    @Property(tries = 200)
    void accountsForEverySlotExactlyOnce(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -3, max = 9) Integer> steps,
            @ForAll @IntRange(min = 1, max = 40) int tenths) {
        var any = new World();
        CheckDeclaration check = World.check("a" + tenths, "x", Duration.ofMillis(tenths * 100L));
        any.plugins.put("x", TestProbe.well(), "1.0.0");
        any.declare(check);
        long start = any.time.wall();
        long most = start;
        for (int step : steps) {
            if (step < 0) {
                any.plugins.remove("x");
            } else if (step == 0) {
                any.jump(Duration.ofMillis(2_777));
            } else if (step == 1 && most - any.time.wall() < ClockJumps.LONGEST_HOLD_MILLIS - 1_111) {
                any.jump(Duration.ofMillis(-1_111));
            } else if (step < 5) {
                any.stall(Duration.ofMillis(step * 333L));
            } else {
                any.plugins.put("x", TestProbe.well(), "1.0.0");
                any.work();
                any.pass(Duration.ofMillis(step * 250L));
            }
            most = Math.max(most, any.time.wall());
        }
        any.plugins.put("x", TestProbe.well(), "1.0.0");
        any.work();

        SlotCounts counts = any.status(check.id()).counts();
        List<Long> times = any.series.times(check.id() + ":total_seconds");
        assertThat(counts.done() + counts.skippedClock() + counts.skippedOverload() + counts.skippedProbe())
                .isEqualTo(World.slots(check, start, most).size());
        assertThat(times)
                .as("samples lie on the grid and never go back")
                .hasSize((int) counts.done())
                .isSubsetOf(World.slots(check, start, most))
                .isSorted();
        assertThat(any.series.passedOver).isZero();
    }

    @Test
    void givesTheTimeOfDayOfTheSlotToTheSample() {
        CheckDeclaration check = World.check("a", "x", Duration.ofMillis(100));
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(check);
        world.pass(Duration.ofSeconds(2));
        long phase = Schedule.of("a", Duration.ofMillis(100)).phase();

        assertThat(world.series.times("a:total_seconds")).hasSize(20).allSatisfy(time -> assertThat(
                        time % TimeUnit.MILLISECONDS.toMillis(100))
                .isEqualTo(phase));
    }
}
