package org.redeye.store.rrd4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which archives a new file gets. The fine one holds every sample; the coarse ones hold average, least and greatest of
 * longer stretches.
 *
 * @param fineRows the wanted rows of the fine archive
 * @param fineLeast what the fine archive covers at least, as far as {@link #MOST_ROWS} allow
 * @param fineMost what the fine archive covers at most
 * @param coarse the coarse archives, the finer first
 */
record ArchivePlan(int fineRows, Duration fineLeast, Duration fineMost, List<Coarse> coarse) {

    /** The original's size of the fine archive; no archive is longer. */
    static final int MOST_ROWS = 86_400;

    /** A coarse archive: what one row stands for, and what all of them cover. */
    record Coarse(Duration row, Duration reach) {}

    /** An archive of a file: samples in a row, and rows. */
    record Archive(int steps, int rows) {}

    /** The archives for a series, the fine one first. */
    List<Archive> archives(Duration step) {
        long stepMillis = step.toMillis();
        long fine = Math.max(fineLeast.toMillis() / stepMillis, Math.min(fineMost.toMillis() / stepMillis, fineRows));
        var all = new ArrayList<Archive>();
        for (Coarse one : coarse) {
            // rounded up, so that a row is never finer than it was asked for
            int steps = (int) Math.max(1, -Math.floorDiv(-one.row().toMillis(), stepMillis));
            long rows = -Math.floorDiv(-one.reach().toMillis(), stepMillis * steps);
            if (steps == 1) {
                fine = Math.max(fine, rows);
            } else {
                all.add(new Archive(steps, bounded(rows)));
            }
        }
        all.add(0, new Archive(1, bounded(fine)));
        return all;
    }

    private static int bounded(long rows) {
        return (int) Math.max(2, Math.min(MOST_ROWS, rows));
    }
}
