package org.redeye.api.series;

/**
 * The points of a series over a stretch of time, evenly spaced. Point {@code i} stands for the samples in
 * {@code [from + i·step, from + (i+1)·step)}.
 *
 * @param key what the series is about
 * @param from the time of the first point, milliseconds since the epoch; a multiple of {@code step}
 * @param step milliseconds between two points; a multiple of the series' own step
 * @param values one value a point; NaN where nothing is known. Not to be changed
 */
public record Points(SeriesKey key, long from, long step, double[] values) {

    /** The time of a point, milliseconds since the epoch. */
    public long at(int point) {
        return from + point * step;
    }

    /** How many points there are. */
    public int size() {
        return values.length;
    }
}
