package org.redeye.api.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times that recur, as five fields of cron: minute, hour, day of the month, month, day of the week. A field is {@code *} or a
 * list of numbers and ranges, with steps ({@code *&#47;15}, {@code 1-5}, {@code 0,30}, {@code 8-18/2}); months and days of
 * the week may be words of three letters, and Sunday is 0 or 7. Where both kinds of days are restricted, a day of either kind
 * will do (POSIX, crontab). Immutable.
 *
 * <p>Times are those of the clock on the wall. One that is left out when the clock is set forward counts at the moment at
 * which it is set; one that comes twice when it is set back counts the first time. So each day has each of its times once.
 */
public final class Cron {

    /** So many days ahead are looked at: from one 29 February to the next are eight years at most. */
    private static final int HORIZON = 9 * 366;

    private static final List<String> MONTHS =
            List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean either;

    private Cron(String text, String[] fields) {
        this.text = text;
        minutes = read("minute", fields[0], 0, 59, List.of());
        hours = read("hour", fields[1], 0, 23, List.of());
        days = read("day of the month", fields[2], 1, 31, List.of());
        months = read("month", fields[3], 1, 12, MONTHS);
        weekdays = read("day of the week", fields[4], 0, 7, WEEKDAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /**
     * Reads the five fields.
     *
     * @throws IllegalArgumentException if they are not right, or never come together; the message is a sentence
     */
    public static Cron parse(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException("'" + text + "' has " + (text.isBlank() ? 0 : fields.length)
                    + " fields; expected are five: minute, hour, day of the month, month, day of the week.");
        }
        var cron = new Cron(text.strip(), fields);
        if (cron.next(Instant.EPOCH, ZoneId.of("UTC")).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' never comes: no such month has such a day.");
        }
        return cron;
    }

    /** The first time after another one; empty if there is none within nine years. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate first =
                LocalDate.ofInstant(after, zone).minusDays(1); // the clock may have been set back to yesterday
        for (int i = 0; i <= HORIZON; i++) {
            LocalDate date = first.plusDays(i);
            if (fits(date)) {
                Optional<Instant> found = next(date, after, zone);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> next(LocalDate date, Instant after, ZoneId zone) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Instant at = instant(date.atTime(hour, minute), zone);
                if (at.isAfter(after)) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.empty();
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private boolean fits(LocalDate date) {
        boolean day = days.get(date.getDayOfMonth());
        boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
        return months.get(date.getMonthValue()) && (either ? day || weekday : day && weekday);
    }

    private static BitSet read(String name, String field, int least, int greatest, List<String> words) {
        var set = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] range = part.split("/", -1);
            int step = range.length == 1 ? 1 : number(name, range[1], 1, greatest, List.of());
            String[] ends = range[0].split("-", -1);
            if (range.length > 2 || ends.length > 2) {
                throw refuse(name, part, least, greatest);
            }
            boolean all = range[0].equals("*");
            int from = all ? least : number(name, ends[0], least, greatest, words);
            int to = all || ends.length == 1 && range.length == 2
                    ? greatest
                    : number(name, ends[ends.length - 1], least, greatest, words);
            if (from > to) {
                throw new IllegalArgumentException(
                        "'" + part + "' is no range of a " + name + ": it ends before it begins.");
            }
            for (int i = from; i <= to; i += step) {
                set.set(i);
            }
        }
        return set;
    }

    private static int number(String name, String word, int least, int greatest, List<String> words) {
        int known = words.indexOf(word.toLowerCase(Locale.ROOT));
        if (known >= least && !word.isEmpty()) {
            return known;
        }
        int value = word.matches("[0-9]{1,4}") ? Integer.parseInt(word) : -1;
        if (value < least || value > greatest) {
            throw refuse(name, word, least, greatest);
        }
        return value;
    }

    private static IllegalArgumentException refuse(String name, String word, int least, int greatest) {
        return new IllegalArgumentException(
                "'" + word + "' is no " + name + "; expected " + least + " to " + greatest + ", a range, a list or *.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cron cron && cron.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
