package org.redeye.api.query;

import java.util.Set;

/**
 * What is reckoned from series, in this order: the rate of each, the combination of those with equal labels (and, always,
 * equal unit), the choice of the greatest lines. Immutable.
 *
 * @param rate whether each series counts upwards and its change per second is wanted. A value below the one before it means
 *     that the counter began again at zero. Behind a gap the rate is unknown for one point
 * @param combination how series become one line
 * @param by which labels keep lines apart; without any there is one line for each unit. Empty without a combination
 * @param percentile 0 to 100; used by {@link Combination#PERCENTILE} only
 * @param top only so many lines, those whose mean over the stretch is the greatest, the greatest first; 0 for all
 */
public record Calculation(boolean rate, Combination combination, Set<Label> by, double percentile, int top) {

    /** Nothing is reckoned: each series is a line. */
    public static final Calculation PLAIN = new Calculation(false, Combination.NONE, Set.of(), 95, 0);

    /** The most lines that can be chosen. */
    public static final int MOST_TOP = 1000;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if something is out of bounds; the message is a sentence
     */
    public Calculation {
        by = Set.copyOf(by);
        if (combination == Combination.NONE && !by.isEmpty()) {
            throw new IllegalArgumentException("'by' says how series are put together; it needs 'combine'.");
        }
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("'percentile' is " + percentile + "; expected 0 to 100.");
        }
        if (top < 0 || top > MOST_TOP) {
            throw new IllegalArgumentException("'top' is " + top + "; expected 1 to " + MOST_TOP + ".");
        }
    }
}
