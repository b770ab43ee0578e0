package org.redeye.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.redeye.api.sla.SlaDeclaration;

/**
 * The window of a service level that holds, or ends at, a time.
 *
 * @param from when it begins
 * @param end when it ends; of a calendar's window that goes on, a time to come
 */
record Spans(Instant from, Instant end) {

    static Spans of(SlaDeclaration sla, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, sla.zone());
        return switch (sla.window()) {
            case ROLLING -> new Spans(at.minus(sla.rolling()), at);
            case DAY -> of(sla, day, day.plusDays(1));
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield of(sla, monday, monday.plusWeeks(1));
            }
            case MONTH -> of(sla, day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
            case QUARTER -> {
                LocalDate first = LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
                yield of(sla, first, first.plusMonths(3));
            }
            case YEAR -> of(sla, day.withDayOfYear(1), day.withDayOfYear(1).plusYears(1));
        };
    }

    private static Spans of(SlaDeclaration sla, LocalDate from, LocalDate end) {
        return new Spans(
                from.atStartOfDay(sla.zone()).toInstant(),
                end.atStartOfDay(sla.zone()).toInstant());
    }
}
