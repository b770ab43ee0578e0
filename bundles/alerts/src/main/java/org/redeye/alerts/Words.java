package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times and numbers are said. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss zzz", Locale.ENGLISH);

    /** The zone of times that are for nobody in particular. */
    static final ZoneId UTC = ZoneId.of("UTC");

    private Words() {}

    /** A time by the clock on somebody's wall: {@code Sun 22 Nov 2026, 03:59:18 CET}. */
    static String time(Instant at, ZoneId zone) {
        // an offset of zero would be written as Z
        return TIME.format(at.atZone(zone.normalized().equals(ZoneOffset.UTC) ? UTC : zone));
    }

    /** A length of time in its two largest units: {@code 2 h 10 min}. */
    static String of(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return join(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 86400
                ? join(seconds / 3600, "h", seconds % 3600 / 60, "min")
                : join(seconds / 86400, "d", seconds % 86400 / 3600, "h");
    }

    private static String join(long large, String unit, long small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }

    /** {@code 1st, 2nd, 3rd, 4th, 11th, 21st …} */
    static String nth(int number) {
        int tens = number % 100;
        String end = tens >= 11 && tens <= 13
                ? "th"
                : switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + end;
    }

    /** {@code 1 condition, 2 conditions}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A sentence as a part of another: without its full stop. */
    static String clause(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** The beginning of a text. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
