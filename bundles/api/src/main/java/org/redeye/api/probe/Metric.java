package org.redeye.api.probe;

/**
 * One measured value.
 *
 * @param name snake case with its unit: {@code total_seconds}, {@code loss_ratio}, {@code used_bytes}; at most 64 characters
 * @param item which of several like things (a disk, an interface); empty if there is one only; at most 200 characters
 * @param unit the unit of the value as stored: {@code s}, {@code ratio}, {@code B}, {@code B/s}, {@code days}, or
 *     empty for a plain count
 * @param value the value; NaN if unknown
 * @param counter whether {@code value} is a running count of which the engine stores the increase per second (a count
 *     that falls has begun anew and yields no value that time); {@code name} and {@code unit} are those of the increase
 */
public record Metric(String name, String item, String unit, double value, boolean counter) {

    /** A value of the moment. */
    public static Metric of(String name, String unit, double value) {
        return new Metric(name, "", unit, value, false);
    }

    /** A value of the moment of one of several like things. */
    public static Metric of(String name, String item, String unit, double value) {
        return new Metric(name, item, unit, value, false);
    }

    /** A running count of one of several like things, stored as its increase per second. */
    public static Metric rate(String name, String item, String unit, double count) {
        return new Metric(name, item, unit, count, true);
    }
}
