package org.redeye.store.rrd4j;

import java.io.IOException;
import java.util.Arrays;
import org.rrd4j.core.Robin;

/**
 * The rows of one archive as RRD4J has them. Slots count the series' steps from the epoch.
 *
 * @param robin where the values are
 * @param steps slots in a row
 * @param start the first slot it holds
 * @param end the slot after the last full row; a multiple of {@code steps}
 * @param unfinished the value of the slots from {@code end} on, which do not fill a row yet; NaN if unknown
 */
record ArchiveRows(Robin robin, int steps, long start, long end, double unfinished) {

    /** All of them, to fill another file from. @param step milliseconds in a slot */
    Source source(long step) throws IOException {
        double[] rows = robin.getValues();
        double[] all = Arrays.copyOf(rows, rows.length + 1);
        all[rows.length] = unfinished;
        return new Source(start * step, steps * step, all);
    }
}
