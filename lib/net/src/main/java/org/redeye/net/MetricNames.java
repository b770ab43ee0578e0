package org.redeye.net;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes names and units of metrics of what others call their values. */
public final class MetricNames {

    private static final String PER_SECOND = "_per_second";
    private static final List<Map.Entry<String, String>> UNITS = List.of(
            Map.entry("_seconds", "s"),
            Map.entry("_bytes", "B"),
            Map.entry("_ratio", "ratio"),
            Map.entry("_days", "days"));

    private MetricNames() {}

    /** Snake case; with {@code m_} in front if it would not begin with a letter. */
    public static String snake(String name) {
        String snake =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return snake.isEmpty() || !Character.isLetter(snake.charAt(0)) ? "m_" + snake : snake;
    }

    /** The unit that follows from the end of a name. */
    public static String unit(String name) {
        boolean rate = name.endsWith(PER_SECOND);
        String base = rate ? name.substring(0, name.length() - PER_SECOND.length()) : name;
        String unit = UNITS.stream()
                .filter(each -> base.endsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return rate ? unit + "/s" : unit;
    }

    /** The name of the increase per second of a running count. @param count its name, snake case */
    public static String rate(String count) {
        return (count.endsWith("_total") ? count.substring(0, count.length() - "_total".length()) : count) + PER_SECOND;
    }
}
