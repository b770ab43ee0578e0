package org.redeye.api.query;

/**
 * How several series become one line. At each time only the series that are known count; where none is known, the line is
 * unknown. {@link #MIN} and {@link #MAX} take the extreme samples of each stretch, the others its mean.
 */
public enum Combination {
    /** Each series is a line of its own. */
    NONE,
    /** Their sum. */
    SUM,
    /** Their mean. */
    AVG,
    /** The smallest. */
    MIN,
    /** The largest. */
    MAX,
    /** How many are known; a plain count, zero where none is. */
    COUNT,
    /** The value that a part of them does not exceed, between neighbours by their distance (type 7 of Hyndman and Fan, 1996). */
    PERCENTILE
}
