package org.redeye.graphs;

import java.util.List;

/**
 * The axis of the values: what it spans and where it is marked. The rules are those of the console's chart
 * ({@code plot.ts}): from zero where the values come near it, else what is seen with a little air.
 *
 * @param from the value at the bottom
 * @param to the value at the top; greater
 */
record ValueAxis(double from, double to) {

    /** Pixels from one mark to the next, at least. */
    private static final int SPACE = 34;
    /** The share of the values' span that is left free above and below. */
    private static final double AIR = 0.08;

    private static final double LARGEST = 1e300;

    /** The axis for lines of one unit; from 0 to 1 if no value is known. */
    static ValueAxis of(List<Line> lines, boolean withExtremes) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            for (double value : (withExtremes ? line.low() : line.average()).values()) {
                low = Double.isFinite(value) ? Math.min(low, bounded(value)) : low;
            }
            for (double value : (withExtremes ? line.high() : line.average()).values()) {
                high = Double.isFinite(value) ? Math.max(high, bounded(value)) : high;
            }
        }
        return low > high ? new ValueAxis(0, 1) : around(low, high, lines.get(0).unit());
    }

    private static ValueAxis around(double low, double high, String unit) {
        double span = high - low;
        boolean nearZero = low >= 0 && low <= Math.max(span * 1.5, high * 0.5);
        double from = nearZero ? 0 : low - span * AIR;
        double to = high + (high - Math.min(low, from)) * AIR;
        if (!(to > from)) {
            double some = Math.abs(from) * 0.1;
            to = from + (some > 0 ? some : unit.equals("ratio") ? 0.01 : 1);
        }
        return new ValueAxis(from, to);
    }

    /** The difference of two values must not overflow. */
    private static double bounded(double value) {
        return Math.max(-LARGEST, Math.min(LARGEST, value));
    }

    /** Where it is marked, on so many pixels. */
    double[] marks(double pixels, String unit) {
        return Quantity.ticks(from, to, Math.max(2, (int) (pixels / SPACE)), unit);
    }

    /** The share of the height, from the bottom, at which a value stands. */
    double share(double value) {
        return (bounded(value) - from) / (to - from);
    }
}
