package org.redeye.web.http;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.Consolidation;

/** Reads what stands behind the question mark. Errors: {@link HttpProblem} 400 that names the parameter. */
public final class Parameters {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Parameters() {}

    /** A whole number within bounds. */
    public static int integer(String name, String text, int min, int max) {
        return (int) whole(name, text, min, max);
    }

    /** Whether something is wished: {@code true}, or the parameter without a value. */
    public static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.isEmpty() || text.equals("true")) {
            return true;
        }
        throw HttpProblem.badRequest("'" + name + "' is '" + text + "'; expected true or false.");
    }

    /** A time, milliseconds since the epoch. */
    public static long time(String name, String text) {
        return whole(name, text, 0, 1L << 52);
    }

    /** A stretch of time in milliseconds: a number of them, or one with a unit ({@code 10s}). */
    public static long duration(String name, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return whole(name, text, 1, 1L << 52);
        }
        long millis = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(MILLIS.get(matcher.group(2))))
                .longValue();
        if (millis < 1) {
            throw HttpProblem.badRequest("'" + name + "' is '" + text + "'; expected at least 1 ms.");
        }
        return millis;
    }

    /** How several samples become one point. */
    public static Consolidation consolidation(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "average" -> Consolidation.AVERAGE;
            case "min" -> Consolidation.MIN;
            case "max" -> Consolidation.MAX;
            default ->
                throw HttpProblem.badRequest("'consolidation' is '" + text + "'; expected one of average, min, max.");
        };
    }

    private static long whole(String name, String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of bounds
        }
        throw HttpProblem.badRequest(
                "'" + name + "' is '" + text + "'; expected a whole number from " + min + " to " + max + ".");
    }
}
