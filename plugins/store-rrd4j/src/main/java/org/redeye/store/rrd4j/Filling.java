package org.redeye.store.rrd4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.redeye.api.series.Consolidation;

/**
 * What the rows of a new file are to be, made of other files. Where two know something, the later one counts.
 *
 * @param parts the other files
 * @param step milliseconds in a slot of the new one
 */
record Filling(List<Part> parts, long step) {

    /** A file that another one is filled from. @param step milliseconds in its slots */
    record Part(RrdFile file, long step) {

        private Source finest() throws IOException {
            return file.archives(Consolidation.AVERAGE).get(0).source(step);
        }

        /** What it knows: in the first place what its finest archive says that reaches there. */
        private void into(double[] rows, long begin, long length, Consolidation consolidation) throws IOException {
            var archives = file.archives(consolidation);
            for (int i = archives.size() - 1; i >= 0; i--) {
                archives.get(i).source(step).into(rows, begin, length, consolidation);
            }
        }
    }

    /**
     * Rows of an archive.
     *
     * @param first the slot in which the first begins
     * @param steps slots in a row
     */
    double[] rows(long first, int steps, int count, Consolidation consolidation) throws IOException {
        long begin = first * step;
        long length = steps * step;
        double[] rows = nothing(count);
        for (var part : parts) {
            double[] own = nothing(count);
            part.into(own, begin, length, consolidation);
            overlay(own, rows);
        }
        if (parts.size() > 1 && steps > 1 && parts.stream().allMatch(part -> part.step() == step)) {
            together().into(rows, begin, length, consolidation);
        }
        return rows;
    }

    /** The samples of all parts in one row, so that a row in which one ends and another begins is made of both. */
    private Source together() throws IOException {
        var finest = new ArrayList<Source>();
        for (var part : parts) {
            finest.add(part.finest());
        }
        long begin = finest.stream().mapToLong(Source::start).max().orElseThrow();
        long end = finest.stream().mapToLong(Source::end).max().orElseThrow();
        double[] rows = nothing((int) ((end - begin) / step));
        for (var source : finest) {
            int skipped = (int) Math.min(source.values().length, (begin - source.start()) / step);
            overlay(Arrays.copyOfRange(source.values(), skipped, source.values().length), rows);
        }
        return new Source(begin, step, rows);
    }

    private static void overlay(double[] known, double[] rows) {
        for (int i = 0; i < known.length; i++) {
            if (!Double.isNaN(known[i])) {
                rows[i] = known[i];
            }
        }
    }

    private static double[] nothing(int count) {
        var values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
