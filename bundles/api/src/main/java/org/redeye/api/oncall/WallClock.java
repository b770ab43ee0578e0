package org.redeye.api.oncall;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.schema.Nearest;

/**
 * Times by the clock on the wall: how people write them, and which instants they are. What cannot be read gives {@link
 * IllegalArgumentException} with what was expected, such as {@code "must be a time zone such as Europe/Prague, not 'Prag'."}.
 */
public final class WallClock {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    /** Four digits of a year; the library knows a billion more. */
    private static final String OUR_YEARS = "[0-9]{4}-.*";

    private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-4]):([0-5][0-9])");
    private static final Pattern QUIET = Pattern.compile("(?:(\\S.*?)\\s+)?([0-9:]+)\\s*-\\s*([0-9:]+)");

    private WallClock() {}

    /**
     * The instant of a local time. Where the clock is put forward over it, the first instant after that; where it is put back
     * and the time comes twice, the first of the two.
     */
    public static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = rules.getTransition(local);
            return gap.getInstant();
        }
        return local.toInstant(offsets.get(0));
    }

    /** A time zone by its name in the tz database. */
    public static ZoneId zone(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            String near = Nearest.to(text, ZoneId.getAvailableZoneIds());
            throw new IllegalArgumentException(
                    "must be a time zone such as Europe/Prague, not '" + text + "'."
                            + (near.isEmpty() ? "" : " Did you mean '" + near + "'?"),
                    e);
        }
    }

    /** A time of day: {@code 09:00}; {@code 24:00} is midnight, {@code 00:00}. */
    public static LocalTime time(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()
                || matcher.group(1).equals("24") && !matcher.group(2).equals("00")) {
            throw new IllegalArgumentException("must be a time of day such as 09:00, not '" + text + "'.");
        }
        return LocalTime.of(Integer.parseInt(matcher.group(1)) % 24, Integer.parseInt(matcher.group(2)));
    }

    /** A date with a time of day: {@code 2026-01-05T09:00}; a date alone begins at midnight. */
    public static LocalDateTime dateTime(String text) {
        String plain = text.strip().replace(' ', 'T');
        if (!plain.matches(OUR_YEARS)) {
            throw noDateTime(text);
        }
        try {
            return LocalDateTime.parse(plain.contains("T") ? plain : plain + "T00:00");
        } catch (DateTimeException e) {
            throw noDateTime(text);
        }
    }

    /** An instant: a date with a time in this zone, or one that names its offset, {@code 2026-01-05T09:00+01:00}. */
    public static Instant instant(String text, ZoneId zone) {
        String plain = text.strip().replace(' ', 'T');
        if (plain.matches(OUR_YEARS + "T.*(Z|[+-][0-9:]+)")) {
            try {
                return OffsetDateTime.parse(plain).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "must be a time such as 2026-01-05T09:00 or 2026-01-05T09:00+01:00, not '" + text + "'.", e);
            }
        }
        return instant(dateTime(text), zone);
    }

    /** Days of the week: {@code sat,sun}, {@code mon-fri}, {@code fri-mon,wed}; full names do as well. */
    public static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2) {
                throw noDays(text);
            }
            DayOfWeek last = day(ends[ends.length - 1], text);
            DayOfWeek day = day(ends[0], text);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return Collections.unmodifiableSet(days);
    }

    /** The days as they are written: {@code mon,tue}. */
    public static String text(Set<DayOfWeek> days) {
        return String.join(
                ",",
                days.stream().sorted().map(day -> DAYS.get(day.getValue() - 1)).toList());
    }

    /** A stretch of the week: {@code 22:00-07:00}, {@code sat,sun 00:00-24:00}. */
    public static Contact.Quiet quiet(String text) {
        Matcher matcher = QUIET.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be a stretch of time such as 22:00-07:00 or sat,sun 00:00-24:00, not '" + text + "'.");
        }
        String days = matcher.group(1);
        return new Contact.Quiet(days == null ? Set.of() : days(days), time(matcher.group(2)), time(matcher.group(3)));
    }

    /** The stretch as it is written; midnight at its end is {@code 24:00}. */
    public static String text(Contact.Quiet quiet) {
        String until = quiet.until().equals(LocalTime.MIDNIGHT)
                ? "24:00"
                : quiet.until().toString();
        return (quiet.days().isEmpty() ? "" : text(quiet.days()) + " ") + quiet.from() + "-" + until;
    }

    private static IllegalArgumentException noDateTime(String text) {
        return new IllegalArgumentException("must be a date with a time such as 2026-01-05T09:00, not '" + text + "'.");
    }

    private static DayOfWeek day(String word, String text) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (plain.equals(DAYS.get(day.getValue() - 1))
                    || plain.equals(day.name().toLowerCase(Locale.ROOT))) {
                return day;
            }
        }
        throw noDays(text);
    }

    private static IllegalArgumentException noDays(String text) {
        return new IllegalArgumentException("must be days such as sat,sun or mon-fri, not '" + text + "'.");
    }
}
