package org.redeye.store.rrd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of one series that are in the journal and not yet in its file: runs of neighbouring slots, a slot without
 * a sample being NaN. Not thread-safe.
 */
final class Pending {

    /** Values of the slots {@code first}, {@code first + 1} … */
    record Run(long first, double[] values) {}

    /** Up to so many empty slots are cheaper to spell out than to begin a new run. */
    private static final int GAP = 16;

    private final List<Run> closed = new ArrayList<>(0);
    private long first;
    private double[] values = new double[4];
    private int count;

    boolean isEmpty() {
        return count == 0 && closed.isEmpty();
    }

    /** @param slot greater than that of every sample before */
    void add(long slot, double value) {
        long gap = slot - first - count;
        if (count > 0 && gap > GAP) {
            closed.add(new Run(first, Arrays.copyOf(values, count)));
            count = 0;
        }
        if (count == 0) {
            first = slot;
            gap = 0;
        }
        ensure(count + (int) gap + 1);
        Arrays.fill(values, count, count + (int) gap, Double.NaN);
        count += (int) gap;
        values[count++] = value;
    }

    private void ensure(int size) {
        if (size > values.length) {
            values = Arrays.copyOf(values, Math.max(size, values.length + (values.length >> 1)));
        }
    }

    /** What waits, in the order of time. */
    List<Run> runs() {
        var runs = new ArrayList<>(closed);
        if (count > 0) {
            runs.add(new Run(first, Arrays.copyOf(values, count)));
        }
        return runs;
    }

    void clear() {
        closed.clear();
        count = 0;
    }
}
