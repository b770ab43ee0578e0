package org.redeye.oncall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.WallClock;

/** The turns of a rotation, counted from 0: turn <i>k</i> lasts from {@code begin(k)} until {@code begin(k + 1)}. Immutable. */
sealed interface Turns {

    /** The turn of an instant; negative before the first. */
    long at(Instant instant);

    /** When a turn begins. */
    Instant begin(long turn);

    /** The turns of a layer. */
    static Turns of(Layer layer, ZoneId zone) {
        LocalDateTime start = layer.start();
        return switch (layer.unit()) {
            case HOURS ->
                new Hours(
                        WallClock.instant(start, zone),
                        Duration.ofHours(layer.length()).toMillis());
            case DAYS -> new Days(new HandOver(start.toLocalTime(), zone), start.toLocalDate(), layer.length());
            case WEEKS -> new Days(new HandOver(start.toLocalTime(), zone), start.toLocalDate(), 7L * layer.length());
            case WEEKDAYS ->
                new Weekdays(
                        new HandOver(start.toLocalTime(), zone),
                        start.toLocalDate(),
                        layer.days().isEmpty() ? EnumSet.allOf(DayOfWeek.class) : layer.days(),
                        layer.length());
        };
    }

    /** Hours that pass, whatever the clock on the wall does. */
    record Hours(Instant start, long millis) implements Turns {
        @Override
        public long at(Instant instant) {
            return Math.floorDiv(start.until(instant, ChronoUnit.MILLIS), millis)
                    - (instant.isBefore(start) && start.until(instant, ChronoUnit.MILLIS) == 0 ? 1 : 0);
        }

        @Override
        public Instant begin(long turn) {
            return start.plusMillis(turn * millis);
        }
    }

    /** Days from hand-over to hand-over. */
    record Days(HandOver handOver, LocalDate first, long length) implements Turns {
        @Override
        public long at(Instant instant) {
            return Math.floorDiv(ChronoUnit.DAYS.between(first, handOver.day(instant)), length);
        }

        @Override
        public Instant begin(long turn) {
            return handOver.of(first.plusDays(turn * length));
        }
    }

    /** Days from hand-over to hand-over, of which only some count. */
    record Weekdays(HandOver handOver, LocalDate first, Set<DayOfWeek> days, long length) implements Turns {
        @Override
        public long at(Instant instant) {
            LocalDate day = handOver.day(instant);
            return day.isBefore(first) ? -1 : Math.floorDiv(counted(day) - 1, length);
        }

        @Override
        public Instant begin(long turn) {
            long counting = turn * length;
            LocalDate day = first.plusWeeks(Math.floorDiv(counting, (long) days.size()));
            long left = Math.floorMod(counting, (long) days.size());
            while (left > 0 || !days.contains(day.getDayOfWeek())) {
                left -= days.contains(day.getDayOfWeek()) ? 1 : 0;
                day = day.plusDays(1);
            }
            return handOver.of(day);
        }

        /** How many of the days from the first to this one count. */
        private long counted(LocalDate last) {
            long span = ChronoUnit.DAYS.between(first, last) + 1;
            long count = span / 7 * days.size();
            for (long i = 0; i < span % 7; i++) {
                count += days.contains(last.minusDays(i).getDayOfWeek()) ? 1 : 0;
            }
            return count;
        }
    }

    /**
     * The time of day at which one goes and the next comes.
     *
     * @param time by the clock on the wall
     * @param zone where that hangs
     */
    record HandOver(LocalTime time, ZoneId zone) {
        /** The instant of a day's hand-over. */
        Instant of(LocalDate day) {
            return WallClock.instant(day.atTime(time), zone);
        }

        /** The last day whose hand-over is not after this. */
        LocalDate day(Instant instant) {
            LocalDate day = instant.atZone(zone).toLocalDate();
            while (!of(day.plusDays(1)).isAfter(instant)) {
                day = day.plusDays(1);
            }
            while (of(day).isAfter(instant)) {
                day = day.minusDays(1);
            }
            return day;
        }
    }
}
