package org.redeye.store.rrd4j;

import java.io.IOException;
import java.util.List;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.SeriesKey;

/** Chooses the archive and the step of an answer. */
final class PointReader {

    /** No answer is longer. */
    private static final int MOST_POINTS = 100_000;

    private PointReader() {}

    /**
     * @param firstAt when the first sample was true: an archive that reaches back to it holds all there is
     * @param from milliseconds since the epoch
     * @param to milliseconds since the epoch, greater
     * @param wanted milliseconds between two points
     */
    static Points read(
            RrdFile file, SeriesKey key, long firstAt, long from, long to, long wanted, Consolidation consolidation)
            throws IOException {
        long step = key.step().toMillis();
        long least = Math.max(Math.max(wanted, step), ceiling(to - from, MOST_POINTS));
        var archives = file.archives(consolidation);
        while (true) {
            var archive = choose(archives, step, firstAt, from, least);
            long pointStep = ceiling(least, archive.steps() * step) * archive.steps() * step;
            long begin = Math.floorDiv(from, pointStep) * pointStep;
            long points = ceiling(to - begin, pointStep);
            if (points <= MOST_POINTS) {
                long slots = pointStep / step;
                double[] values = archive.read(begin / step, slots, (int) points, consolidation);
                return new Points(key, begin, pointStep, values);
            }
            // rounding `from` down made it one point too many
            least = pointStep + 1;
        }
    }

    /** The finest that reaches back and is not over the step; or else the finest that reaches back; or else the last. */
    private static ArchiveRows choose(List<ArchiveRows> archives, long step, long firstAt, long from, long least) {
        for (var archive : archives) {
            long row = archive.steps() * step;
            long pointStep = ceiling(least, row) * row;
            long begin = Math.floorDiv(from, pointStep) * pointStep;
            if (archive.start() * step <= Math.max(begin, Math.floorDiv(firstAt, step) * step)) {
                return archive;
            }
        }
        return archives.get(archives.size() - 1);
    }

    private static long ceiling(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
