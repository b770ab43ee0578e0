package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long YEAR_2100 = 4_102_444_800_000L;

    @Property
    void everyMomentLiesInExactlyOneSlot(
            @ForAll @NotEmpty String id,
            @ForAll @LongRange(min = 100, max = 31_622_400_000L) long interval,
            @ForAll @LongRange(min = 0, max = YEAR_2100) long time) {
        Schedule schedule = Schedule.of(id, Duration.ofMillis(interval));
        long slot = schedule.slotAt(time);

        assertThat(schedule.phase()).isBetween(0L, interval - 1);
        assertThat(schedule.time(slot)).isLessThanOrEqualTo(time);
        assertThat(schedule.time(slot + 1)).isGreaterThan(time).isEqualTo(schedule.time(slot) + interval);
        assertThat(Math.floorDiv(schedule.time(slot), interval))
                .as("each slot falls into the stretch of the store that has its number")
                .isEqualTo(slot);
    }

    /** Written down, so that a change of the hash, which would move every check of every user, is seen. */
    @Test
    void keepsThePhaseOfACheckForEver() {
        assertThat(Schedule.of("system_monitor/checks/lan/ping@this", Duration.ofSeconds(10))
                        .phase())
                .isEqualTo(PHASE);
    }

    private static final long PHASE = 9_102;

    @Test
    void spreadsSimilarChecksEvenly() {
        int[] perTenth = new int[10];
        IntStream.range(0, 10_000)
                .forEach(i -> perTenth[
                        (int) (Schedule.of("p/checks/web/site" + i + "@host" + i, Duration.ofSeconds(1))
                                        .phase()
                                / 100)]++);

        assertThat(IntStream.of(perTenth).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }

    @Test
    void doesNotMoveWhenLocalTimeDoes() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        long before =
                ZonedDateTime.of(2026, 10, 25, 0, 0, 0, 0, zone).toInstant().toEpochMilli();
        long after =
                ZonedDateTime.of(2026, 10, 25, 6, 0, 0, 0, zone).toInstant().toEpochMilli();

        assertThat(World.slots(World.check("a", "x", Duration.ofHours(1)), before, after))
                .as("the night has seven hours")
                .hasSize(7);
    }
}
