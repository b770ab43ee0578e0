package org.redeye.store.rrd4j;

import java.io.IOException;
import org.redeye.api.series.Band;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.SeriesKey;

/** Chooses the archive and the step of an answer, and makes its points of the archive's rows. */
final class PointReader {

    /** No answer is longer. */
    private static final int MOST_POINTS = 100_000;

    private final Rows rows;
    private final SeriesKey key;
    private final Layout.Archive archive;
    /** Slots in a point. */
    private final long slots;
    /** The first slot of the answer. */
    private final long begin;

    private final int points;
    /** The slots of the answer of which the archive has rows: [first, last). */
    private final long first;

    private final long last;

    private PointReader(Rows rows, SeriesKey key, Layout.Archive archive, long slots, long begin, long points) {
        this.rows = rows;
        this.key = key;
        this.archive = archive;
        this.slots = slots;
        this.begin = begin;
        this.points = (int) points;
        this.first = Math.max(begin, rows.start(archive));
        this.last = Math.max(first, Math.min(begin + points * slots, rows.stop(archive)));
    }

    /**
     * @param firstAt when the first sample was true: an archive that reaches back to it holds all there is
     * @param from milliseconds since the epoch
     * @param to milliseconds since the epoch, greater
     * @param wanted milliseconds between two points
     */
    static PointReader of(Rows rows, SeriesKey key, long firstAt, long from, long to, long wanted) {
        long step = key.step().toMillis();
        long least = Math.max(Math.max(wanted, step), ceiling(to - from, MOST_POINTS));
        while (true) {
            var archive = choose(rows, step, Math.max(from, firstAt));
            long pointStep = ceiling(least, archive.steps() * step) * archive.steps() * step;
            long begin = Math.floorDiv(from, pointStep) * pointStep;
            long points = ceiling(to - begin, pointStep);
            if (points <= MOST_POINTS) {
                return new PointReader(rows, key, archive, pointStep / step, begin / step, points);
            }
            // rounding `from` down made it one point too many
            least = pointStep + 1;
        }
    }

    /** The finest that reaches back, or else the last. Where it begins within the first point, that is not all known. */
    private static Layout.Archive choose(Rows rows, long step, long from) {
        var archives = rows.archives();
        for (var archive : archives) {
            if (rows.start(archive) <= Math.floorDiv(from, step)) {
                return archive;
            }
        }
        return archives.get(archives.size() - 1);
    }

    /** The first slot of the answer. */
    long begin() {
        return begin;
    }

    Points points(Consolidation consolidation) throws IOException {
        double[] values = rows.values(archive, consolidation, first, last);
        if (slots == archive.steps() && values.length == points) {
            return points(values);
        }
        var result = new double[points];
        for (int i = 0; i < points; i++) {
            int from = index(i);
            int to = index(i + 1);
            result[i] = switch (consolidation) {
                case AVERAGE -> average(values, from, to);
                case MIN -> min(values, from, to);
                case MAX -> max(values, from, to);
            };
        }
        return points(result);
    }

    Band band() throws IOException {
        if (slots == 1) {
            return Band.of(points(Consolidation.AVERAGE));
        }
        if (archive.steps() > 1) {
            return new Band(points(Consolidation.AVERAGE), points(Consolidation.MIN), points(Consolidation.MAX));
        }
        double[] values = rows.values(archive, Consolidation.AVERAGE, first, last);
        var average = new double[points];
        var min = new double[points];
        var max = new double[points];
        for (int i = 0; i < points; i++) {
            int from = index(i);
            int to = index(i + 1);
            average[i] = average(values, from, to);
            min[i] = min(values, from, to);
            max[i] = max(values, from, to);
        }
        return new Band(points(average), points(min), points(max));
    }

    /** Where the rows of a point begin; a row belongs to the point in which it begins. */
    private int index(int point) {
        long slot = begin + point * slots;
        return (int) (Math.max(0, Math.min(last, slot) - first) / archive.steps());
    }

    private Points points(double[] values) {
        long step = key.step().toMillis();
        return new Points(key, begin * step, slots * step, values);
    }

    private static double average(double[] values, int from, int to) {
        double sum = -0.0; // so that a zero keeps its sign
        int known = 0;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    private static double min(double[] values, int from, int to) {
        double min = Double.NaN;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!(value >= min) && !Double.isNaN(value)) {
                min = value;
            }
        }
        return min;
    }

    private static double max(double[] values, int from, int to) {
        double max = Double.NaN;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!(value <= max) && !Double.isNaN(value)) {
                max = value;
            }
        }
        return max;
    }

    private static long ceiling(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
