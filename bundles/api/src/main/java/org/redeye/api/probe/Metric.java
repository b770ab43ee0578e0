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
 *     that falls has begun anew, or has wrapped, see {@code modulus}; if it has begun anew it yields no value that time);
 *     {@code name} and {@code unit} are those of the increase
 * @param modulus the count at which a counter of few bits begins again at zero, in the measure of {@code value}
 *     (4,294,967,296 for 32 bits); 0 if it does not, or if that is not known. A fall counts as one wrap only if
 *     {@code age} is known as well: else it cannot be told from a new beginning
 * @param age for how many seconds the count has gone on without beginning anew; NaN if unknown. A count that is younger
 *     than the last run yields no value, even if it is higher by now
 */
public record Metric(String name, String item, String unit, double value, boolean counter, double modulus, double age) {

    /** A value of which no more is known; for a counter neither where it wraps nor when it began. */
    public Metric(String name, String item, String unit, double value, boolean counter) {
        this(name, item, unit, value, counter, 0, Double.NaN);
    }

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

    /**
     * The same count, of which more is known.
     *
     * @param modulus where it begins again at zero, 0 for nowhere
     * @param age for how many seconds it has gone on, NaN if unknown
     */
    public Metric counting(double modulus, double age) {
        return new Metric(name, item, unit, value, counter, modulus, age);
    }
}
