package org.redeye.api.query;

import java.util.List;
import java.util.Map;

/**
 * A row of points, evenly spaced: of one series, or reckoned from several. Point {@code i} stands for
 * {@code [from + i·step, from + (i+1)·step)}.
 *
 * @param id of the series; of what is reckoned, what it is: {@code rate(id)}, {@code sum}, {@code sum{host=db1}}
 * @param labels all labels of a series; of what is combined those that keep the lines apart
 * @param unit the unit of its values; empty for a plain count
 * @param series how many series it is made of
 * @param from the time of the first point, milliseconds since the epoch
 * @param step milliseconds between two points
 * @param values one a point; NaN where nothing is known. Not to be changed
 * @param low the least sample of each point; empty if no extremes are told. Not to be changed
 * @param high the greatest sample of each point; as long as {@code low}. Not to be changed
 * @param gaps why points are unknown, as far as that was noted, in the order of time; empty for what is combined
 */
public record Line(
        String id,
        Map<Label, String> labels,
        String unit,
        int series,
        long from,
        long step,
        double[] values,
        double[] low,
        double[] high,
        List<Gap> gaps) {

    /** Copies labels and gaps. */
    public Line {
        labels = Map.copyOf(labels);
        gaps = List.copyOf(gaps);
    }

    /** How many numbers it holds. */
    public int size() {
        return values.length + low.length + high.length;
    }
}
