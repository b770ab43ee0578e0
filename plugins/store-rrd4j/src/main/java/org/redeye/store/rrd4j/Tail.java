package org.redeye.store.rrd4j;

import java.util.Arrays;
import java.util.List;

/**
 * The latest slots of one series in memory, so that a query of what just was touches no file. Guarded by the lock of the
 * store.
 */
final class Tail {

    /** Slots; a power of two. Two hours of samples every minute, twenty minutes of samples every ten seconds. */
    static final int SIZE = 128;

    /** Bytes that it takes, about. */
    static final int BYTES = SIZE * Double.BYTES + 64;

    private final Layout layout;
    private final int reach;
    private final double[] values;
    /** The slot after the last. */
    private long end;
    /** Whether it was read since the hand came by. */
    boolean used = true;

    /**
     * @param layout of the series' file
     * @param end the slot after the last
     * @param latest the values of the slots before {@code end}, {@link #SIZE} of them
     */
    Tail(Layout layout, long end, double[] latest) {
        this.layout = layout;
        // what is older has fallen out of the finest archive
        this.reach = Math.min(SIZE, layout.archives().get(0).rows());
        this.values = new double[SIZE];
        this.end = end;
        for (int i = 0; i < SIZE; i++) {
            values[index(end - SIZE + i)] = latest[i];
        }
    }

    private static int index(long slot) {
        return (int) (slot & SIZE - 1);
    }

    /** Takes a sample. @param slot later than all before */
    void take(long slot, double value) {
        if (slot - end >= SIZE) {
            Arrays.fill(values, Double.NaN);
        } else {
            for (long missed = end; missed < slot; missed++) {
                values[index(missed)] = Double.NaN;
            }
        }
        values[index(slot)] = value;
        end = slot + 1;
    }

    /** The first slot that it has. */
    long first() {
        return end - reach;
    }

    /** A copy of what it has; right from {@link #first} on only. */
    Rows rows() {
        long first = first();
        var latest = new double[reach];
        int at = index(first);
        int head = Math.min(reach, SIZE - at);
        System.arraycopy(values, at, latest, 0, head);
        System.arraycopy(values, 0, latest, head, reach - head);
        return Rows.of(layout, List.of(new Pending.Run(first, latest)), first);
    }
}
