package org.redeye.graphs;

import org.redeye.api.series.Points;
import org.redeye.api.series.SeriesInfo;

/**
 * One series in the window of a graph, read and reckoned.
 *
 * @param label its name within this graph
 * @param info what is known of the series
 * @param average the points that are drawn
 * @param low the smallest sample in each point; the same as {@code average} where a point is one sample
 * @param high the largest
 * @param last the last known value in the window; NaN if there is none, or if the last sample says "unknown"
 */
record Line(String label, SeriesInfo info, Points average, Points low, Points high, double last) {

    /** Whether a point stands for several samples, so that their extremes are worth a band. */
    boolean isConsolidated() {
        return low != average;
    }

    String unit() {
        return info.key().unit();
    }

    /** The smallest sample; NaN if none is known. */
    double min() {
        double min = Double.NaN;
        for (double value : low.values()) {
            if (Double.isFinite(value) && !(value >= min)) {
                min = value;
            }
        }
        return min;
    }

    /** The largest sample; NaN if none is known. */
    double max() {
        double max = Double.NaN;
        for (double value : high.values()) {
            if (Double.isFinite(value) && !(value <= max)) {
                max = value;
            }
        }
        return max;
    }

    /** The mean of the known points; NaN if none is known. What is unknown counts as nothing, not as zero. */
    double mean() {
        double sum = 0;
        int count = 0;
        for (double value : average.values()) {
            if (Double.isFinite(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
