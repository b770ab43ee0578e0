package org.redeye.store.rrd4j;

import java.io.IOException;
import java.util.Arrays;
import org.redeye.api.series.Consolidation;
import org.rrd4j.core.Robin;

/**
 * The rows of one archive. Slots count the series' steps from the epoch.
 *
 * @param robin where the values are
 * @param steps slots in a row
 * @param start the first slot it holds
 * @param end the slot after the last full row; a multiple of {@code steps}
 * @param unfinished the value of the slots from {@code end} on, which do not fill a row yet; NaN if unknown
 */
record ArchiveRows(Robin robin, int steps, long start, long end, double unfinished) {

    private double[] rows(long first, long last) throws IOException {
        return robin.getValues((int) ((first - start) / steps), (int) ((last - first) / steps));
    }

    /** Puts what another archive, of another step, knows into the values of the rows of this one. */
    void take(ArchiveRows other, long otherStep, long step, Consolidation consolidation, double[] values)
            throws IOException {
        int count = Math.toIntExact((other.end - other.start) / other.steps);
        double[] known = Arrays.copyOf(other.rows(other.start, other.end), count + 1);
        known[count] = other.unfinished;
        long otherStart = other.start * otherStep;
        long otherRow = other.steps * otherStep;
        var bucket = new Bucket(consolidation);
        for (int i = 0; i < values.length; i++) {
            long begin = (start + (long) i * steps) * step - otherStart;
            long first = Math.floorDiv(begin, otherRow);
            long last = Math.max(first, Math.floorDiv(begin + steps * step - 1, otherRow));
            bucket.clear();
            for (long row = Math.max(0, first); row <= Math.min(count, last); row++) {
                bucket.add(known[(int) row]);
            }
            if (!Double.isNaN(bucket.value())) {
                values[i] = bucket.value();
            }
        }
    }

    /** Gathers the known values of one point. */
    private static final class Bucket {

        private final Consolidation consolidation;
        private double value;
        private int count;

        Bucket(Consolidation consolidation) {
            this.consolidation = consolidation;
        }

        void clear() {
            count = 0;
            value = 0;
        }

        void add(double one) {
            if (Double.isNaN(one)) {
                return;
            }
            value = count++ == 0
                    ? one
                    : switch (consolidation) {
                        case AVERAGE -> value + one;
                        case MIN -> Math.min(value, one);
                        case MAX -> Math.max(value, one);
                    };
        }

        double value() {
            if (count == 0) {
                return Double.NaN;
            }
            return consolidation == Consolidation.AVERAGE ? value / count : value;
        }
    }
}
