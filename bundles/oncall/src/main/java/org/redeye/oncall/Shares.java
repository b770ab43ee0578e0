package org.redeye.oncall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.redeye.api.oncall.Share;
import org.redeye.api.oncall.Shift;
import org.redeye.api.oncall.WallClock;

/** Adds up who has how much. */
final class Shares {

    private static final LocalTime DUSK = LocalTime.of(22, 0);
    private static final LocalTime DAWN = LocalTime.of(6, 0);

    private Shares() {}

    /** The shares of shifts by the name of the person, gaps left out. */
    static List<Share> of(List<Shift> shifts, ZoneId zone) {
        var shares = new TreeMap<String, Share>();
        shifts.stream()
                .filter(shift -> !shift.person().isEmpty())
                .forEach(shift -> shares.merge(shift.person(), share(shift, zone), Shares::sum));
        return List.copyOf(shares.values());
    }

    private static Share share(Shift shift, ZoneId zone) {
        Duration nights = Duration.ZERO;
        Duration weekends = Duration.ZERO;
        LocalDate last = shift.until().atZone(zone).toLocalDate();
        LocalDate day = shift.from().atZone(zone).toLocalDate().minusDays(1);
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate next = day.plusDays(1);
            nights = nights.plus(within(
                    shift, WallClock.instant(day.atTime(DUSK), zone), WallClock.instant(next.atTime(DAWN), zone)));
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                weekends = weekends.plus(within(
                        shift,
                        WallClock.instant(day.atStartOfDay(), zone),
                        WallClock.instant(next.atStartOfDay(), zone)));
            }
        }
        return new Share(shift.person(), 1, Duration.between(shift.from(), shift.until()), nights, weekends);
    }

    private static Duration within(Shift shift, Instant from, Instant until) {
        Instant begin = from.isAfter(shift.from()) ? from : shift.from();
        Instant end = until.isBefore(shift.until()) ? until : shift.until();
        return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
    }

    private static Share sum(Share one, Share other) {
        return new Share(
                one.person(),
                one.shifts() + other.shifts(),
                one.total().plus(other.total()),
                one.nights().plus(other.nights()),
                one.weekends().plus(other.weekends()));
    }
}
