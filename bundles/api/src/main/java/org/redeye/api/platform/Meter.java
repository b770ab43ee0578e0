package org.redeye.api.platform;

import java.util.Map;

/**
 * One reading of the platform's own health.
 *
 * @param name snake case with unit, without a prefix, such as {@code checks_late_seconds}; a counter ends in {@code _total}
 * @param help what it tells, one sentence
 * @param counter whether it only ever grows while the process lives; otherwise it is a value of the moment
 * @param labels what distinguishes readings of one name; few and bounded
 * @param value the reading; NaN if unknown
 */
public record Meter(String name, String help, boolean counter, Map<String, String> labels, double value) {

    /** A value of the moment, without labels. */
    public static Meter gauge(String name, String help, double value) {
        return new Meter(name, help, false, Map.of(), value);
    }

    /** A count that only grows, without labels. */
    public static Meter counter(String name, String help, double value) {
        return new Meter(name, help, true, Map.of(), value);
    }

    /** The same with one more label. */
    public Meter with(String label, String text) {
        var more = new java.util.TreeMap<>(labels);
        more.put(label, text);
        return new Meter(name, help, counter, Map.copyOf(more), value);
    }
}
