package org.redeye.series.query;

import java.util.Arrays;
import org.redeye.api.series.Points;

/** Values at even distances. Point {@code i} stands for {@code [from + i·step, from + (i+1)·step)}. */
record Column(long from, long step, double[] values) {

    static Column of(Points points) {
        return new Column(points.from(), points.step(), points.values());
    }

    /**
     * The change per second of a counter. The values are the greatest of their stretches, so for a counter those at their
     * ends; what is less than before was counted from zero on. The first point is the stretch before, and not part of the
     * answer.
     */
    Column rate() {
        var rates = new double[Math.max(0, values.length - 1)];
        for (int i = 0; i < rates.length; i++) {
            double before = values[i];
            double now = values[i + 1];
            rates[i] = (now >= before ? now - before : now) * 1000 / step; // unknown if either is
            if (Double.isNaN(before)) {
                rates[i] = Double.NaN;
            }
        }
        return new Column(from + step, step, rates);
    }

    /**
     * The same on other places in time: the mean of the points that begin in a stretch of the grid; where none does because
     * the steps are longer, the point that reaches into it.
     */
    double[] on(Grid grid) {
        if (from == grid.from() && step == grid.step() && values.length == grid.size()) {
            return values;
        }
        var sums = new double[grid.size()];
        var counts = new int[grid.size()];
        for (int i = 0; i < values.length; i++) {
            int place = grid.place(from + i * step);
            if (place >= 0 && !Double.isNaN(values[i])) {
                sums[place] += values[i];
                counts[place]++;
            }
        }
        Arrays.setAll(
                sums, i -> counts[i] > 0 ? sums[i] / counts[i] : step > grid.step() ? at(grid.at(i)) : Double.NaN);
        return sums;
    }

    private double at(long time) {
        long place = Math.floorDiv(time - from, step);
        return place >= 0 && place < values.length ? values[(int) place] : Double.NaN;
    }

    /** The mean of what is known; negative infinity if nothing is, so that it is the least of all. */
    static double mean(double[] values) {
        double sum = 0;
        int known = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? Double.NEGATIVE_INFINITY : sum / known;
    }
}
