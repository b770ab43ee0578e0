package org.redeye.shell;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as people type them in a shell, and as tables show them. */
final class Times {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|m|h|d|w)");
    private static final Pattern DURATION = Pattern.compile("(?:" + PART.pattern() + ")+");

    private Times() {}

    /**
     * Milliseconds since the epoch, from {@code now}, a distance back ({@code -1h}, {@code -90m}) or ahead ({@code +1h}), epoch
     * milliseconds, or ISO 8601 ({@code 2026-11-21T09:30:00+01:00}, {@code 2026-11-21T09:30}, {@code 2026-11-21}); without a zone it is
     * UTC.
     */
    static long instant(String text, long now) throws Refusal {
        String plain = text.strip();
        if (plain.equals("now")) {
            return now;
        }
        if (plain.matches("[0-9]{5,15}")) {
            return Long.parseLong(plain);
        }
        if (plain.startsWith("-") && DURATION.matcher(plain.substring(1)).matches()) {
            return now - duration(plain.substring(1));
        }
        if (plain.startsWith("+") && DURATION.matcher(plain.substring(1)).matches()) {
            return now + duration(plain.substring(1));
        }
        try {
            return iso(plain).toEpochMilli();
        } catch (DateTimeException e) {
            throw new Refusal(
                    "'" + text + "' is no time; expected 'now', a distance such as -1h or +1h, milliseconds since"
                            + " the epoch, or ISO 8601 such as 2026-11-21T09:30:00Z");
        }
    }

    /** Milliseconds, from {@code 10s}, {@code 1h30m}, {@code 500ms}. */
    static long duration(String text) throws Refusal {
        String plain = text.strip();
        if (!DURATION.matcher(plain).matches()) {
            throw new Refusal("'" + text
                    + "' is no duration; expected a number with ms, s, m, h, d or w, such as 10s or" + " 1h30m");
        }
        double millis = 0;
        for (Matcher part = PART.matcher(plain); part.find(); ) {
            millis += Double.parseDouble(part.group(1)) * millis(part.group(2));
        }
        return Math.round(millis);
    }

    /** ISO 8601 in UTC, to the second. */
    static String show(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** ISO 8601 in UTC; "never" for 0. */
    static String show(long millis) {
        return millis == 0 ? "never" : show(Instant.ofEpochMilli(millis));
    }

    /** How long ago, in its largest unit: {@code 5s}, {@code 12m}, {@code 3h}, {@code 9d}. */
    static String ago(Instant since, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m";
        }
        return seconds < 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static Instant iso(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-][0-9:]+");
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 604_800_000;
        };
    }
}
