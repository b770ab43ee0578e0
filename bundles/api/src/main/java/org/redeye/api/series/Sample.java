package org.redeye.api.series;

/**
 * One value of a series at one time.
 *
 * @param key the series; it begins with its first sample
 * @param at when it was true, milliseconds since the epoch
 * @param value the value; NaN says "unknown" and is stored as a gap
 */
public record Sample(SeriesKey key, long at, double value) {}
