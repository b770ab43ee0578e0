package org.redeye.graphs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The axis of time: where it is marked, and what stands there.
 *
 * @param from milliseconds since the epoch
 * @param to milliseconds since the epoch; greater
 * @param zone whose clock is shown
 */
record TimeAxis(long from, long to, ZoneId zone) {

    /** Pixels from one mark to the next, at least: as wide as a label with air. */
    private static final int SPACE = 72;

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** Steps that a clock's face knows, milliseconds. */
    private static final long[] CLOCK = {
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        4 * HOUR,
        6 * HOUR,
        12 * HOUR
    };
    /** Steps in days up to half a month; longer ones are whole months. */
    private static final int[] DAYS = {1, 2, 3, 5, 7, 10, 15};

    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60};

    private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
    private static final DateTimeFormatter MINUTES = format("HH:mm");
    private static final DateTimeFormatter DATE = format("d MMM");
    private static final DateTimeFormatter MONTH = format("MMM uuuu");
    private static final DateTimeFormatter FULL = format("d MMM uuuu, HH:mm:ss");
    private static final DateTimeFormatter ZONE = format("z");
    private static final DateTimeFormatter SHORT = format("HH:mm:ss");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** A mark: when, and what stands there. */
    record Mark(long at, String label) {}

    /** The marks on so many pixels. */
    List<Mark> marks(double pixels) {
        double least = (to - from) * (SPACE / Math.max(SPACE, pixels));
        for (long step : CLOCK) {
            if (step >= least) {
                return byClock(step);
            }
        }
        for (int days : DAYS) {
            if (days * DAY >= least) {
                return byDay(days);
            }
        }
        for (int months : MONTHS) {
            if (28 * DAY * months >= least) {
                return byMonth(months);
            }
        }
        return byMonth(MONTHS[MONTHS.length - 1]);
    }

    /** Counted from local midnight, so that they stand at whole hours there; a change of the clock begins anew. */
    private List<Mark> byClock(long step) {
        DateTimeFormatter format = step < MINUTE ? SECONDS : MINUTES;
        var marks = new ArrayList<Mark>();
        for (LocalDate day = local(from).toLocalDate();
                !begin(day).isAfter(Instant.ofEpochMilli(to));
                day = day.plusDays(1)) {
            long begin = begin(day).toEpochMilli();
            long end = Math.min(to + 1, begin(day.plusDays(1)).toEpochMilli());
            long first = begin + Math.max(0, Math.floorDiv(from - begin + step - 1, step)) * step;
            for (long at = first; at < end; at += step) {
                marks.add(new Mark(at, (at == begin ? DATE : format).format(local(at))));
            }
        }
        return marks;
    }

    private List<Mark> byDay(int days) {
        var marks = new ArrayList<Mark>();
        LocalDate first = local(from).toLocalDate();
        LocalDate day = first.minusDays(Math.floorMod(first.toEpochDay(), days));
        for (; !begin(day).isAfter(Instant.ofEpochMilli(to)); day = day.plusDays(days)) {
            add(marks, day, DATE);
        }
        return marks;
    }

    private List<Mark> byMonth(int months) {
        var marks = new ArrayList<Mark>();
        LocalDate first = local(from).toLocalDate().withDayOfMonth(1);
        LocalDate day = first.minusMonths(Math.floorMod(first.getYear() * 12 + first.getMonthValue() - 1, months));
        for (; !begin(day).isAfter(Instant.ofEpochMilli(to)); day = day.plusMonths(months)) {
            add(marks, day, MONTH);
        }
        return marks;
    }

    private void add(List<Mark> marks, LocalDate day, DateTimeFormatter format) {
        long at = begin(day).toEpochMilli();
        if (at >= from) {
            marks.add(new Mark(at, format.format(day.atStartOfDay(zone))));
        }
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private ZonedDateTime local(long at) {
        return Instant.ofEpochMilli(at).atZone(zone);
    }

    /** A time with day and zone. */
    String full(long at) {
        ZonedDateTime time = local(at);
        boolean utc = time.getOffset().equals(ZoneOffset.UTC) && zone.getRules().isFixedOffset();
        return FULL.format(time) + " " + (utc ? "UTC" : ZONE.format(time));
    }

    /** A time without its day. */
    String brief(long at) {
        return SHORT.format(local(at));
    }

    /** The share of the width, from the left, at which a time stands; between 0 and 1. */
    double share(long at) {
        return Math.min(1, Math.max(0, (double) (at - from) / (to - from)));
    }
}
