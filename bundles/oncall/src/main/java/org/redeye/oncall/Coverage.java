package org.redeye.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;
import org.redeye.api.oncall.WallClock;

/** When a layer has anybody at all: on which days, from when until when. Immutable. */
sealed interface Coverage {

    /** Whether it has anybody at an instant. */
    boolean covers(Instant instant);

    /** The next instant after this at which that may change. */
    Instant next(Instant instant);

    /** The coverage of a layer. */
    static Coverage of(Layer layer, ZoneId zone) {
        if (layer.from().isPresent() && layer.until().isPresent()) {
            return new Hours(layer.days(), layer.from().get(), layer.until().get(), zone);
        }
        if (layer.unit() == Unit.WEEKDAYS && !layer.days().isEmpty()) {
            return new FromHandOver(
                    layer.days(), new Turns.HandOver(layer.start().toLocalTime(), zone));
        }
        return layer.days().isEmpty()
                ? new Always()
                : new Hours(layer.days(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone);
    }

    /** Round the clock. */
    record Always() implements Coverage {
        @Override
        public boolean covers(Instant instant) {
            return true;
        }

        @Override
        public Instant next(Instant instant) {
            return Instant.MAX;
        }
    }

    /** From hand-over to hand-over of some days. */
    record FromHandOver(Set<DayOfWeek> days, Turns.HandOver handOver) implements Coverage {
        @Override
        public boolean covers(Instant instant) {
            return days.contains(handOver.day(instant).getDayOfWeek());
        }

        @Override
        public Instant next(Instant instant) {
            return handOver.of(handOver.day(instant).plusDays(1));
        }
    }

    /** From one time of day until another, on the next day if that is not later; the days are those on which it begins. */
    record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) implements Coverage {
        @Override
        public boolean covers(Instant instant) {
            LocalDate day = instant.atZone(zone).toLocalDate();
            return within(day.minusDays(1), instant) || within(day, instant);
        }

        @Override
        public Instant next(Instant instant) {
            LocalDate today = instant.atZone(zone).toLocalDate();
            Instant next = Instant.MAX;
            for (LocalDate day = today.minusDays(1); !day.isAfter(today.plusDays(2)); day = day.plusDays(1)) {
                next = Plan.earlier(next, begin(day), instant);
                next = Plan.earlier(next, end(day), instant);
            }
            return next;
        }

        private boolean within(LocalDate day, Instant instant) {
            return (days.isEmpty() || days.contains(day.getDayOfWeek()))
                    && !instant.isBefore(begin(day))
                    && instant.isBefore(end(day));
        }

        private Instant begin(LocalDate day) {
            return WallClock.instant(day.atTime(from), zone);
        }

        private Instant end(LocalDate day) {
            return WallClock.instant((until.isAfter(from) ? day : day.plusDays(1)).atTime(until), zone);
        }
    }
}
