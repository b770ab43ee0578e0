package org.redeye.store.rrd4j;

import org.redeye.api.series.Consolidation;

/**
 * Rows to fill an archive of another file from, that may have another step.
 *
 * @param start when the first row begins, milliseconds since the epoch
 * @param row milliseconds in a row
 * @param values of the rows; NaN where nothing is known
 */
record Source(long start, long row, double[] values) {

    /** When the last row ends, milliseconds since the epoch. */
    long end() {
        return start + values.length * row;
    }

    /**
     * Says what the rows of an archive are, as far as it reaches. Of a row that begins before this source does, it knows a
     * part only, so what is known there already stays.
     *
     * @param rows the archive's
     * @param begin when the first of these begins, milliseconds since the epoch
     * @param length milliseconds in one of these
     */
    void into(double[] rows, long begin, long length, Consolidation consolidation) {
        for (int i = 0; i < rows.length; i++) {
            long from = begin + i * length - start;
            if (from + length <= 0 || from >= values.length * row || from < 0 && !Double.isNaN(rows[i])) {
                continue;
            }
            int first = (int) Math.max(0, Math.floorDiv(from, row));
            int last = (int) Math.min(values.length - 1, Math.floorDiv(from + length - 1, row));
            rows[i] = value(first, last, consolidation);
        }
    }

    private double value(int first, int last, Consolidation consolidation) {
        double value = Double.NaN;
        int known = 0;
        for (int i = first; i <= last; i++) {
            double one = values[i];
            if (!Double.isNaN(one)) {
                value = known++ == 0
                        ? one
                        : switch (consolidation) {
                            case AVERAGE -> value + one;
                            case MIN -> Math.min(value, one);
                            case MAX -> Math.max(value, one);
                        };
            }
        }
        return known > 0 && consolidation == Consolidation.AVERAGE ? value / known : value;
    }
}
