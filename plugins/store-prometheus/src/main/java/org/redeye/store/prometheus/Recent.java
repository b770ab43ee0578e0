package org.redeye.store.prometheus;

import java.util.Arrays;

/**
 * The newest samples of a series, in memory: what the server has not got yet, and what it may not show yet. From its
 * oldest on it is complete. Guarded by the lock of the store.
 */
final class Recent {

    private static final long[] NO_TIMES = {};
    private static final double[] NO_VALUES = {};

    private long[] at = NO_TIMES;
    private double[] value = NO_VALUES;
    private int size;
    /** Up to here the server has them. */
    private long sentUpTo = Long.MIN_VALUE;

    /** An unchanging view: the samples from the oldest to the newest. */
    record View(long[] at, double[] value) {

        boolean isEmpty() {
            return at.length == 0;
        }

        /** From here on it is complete; the largest long if it is empty. */
        long from() {
            return isEmpty() ? Long.MAX_VALUE : at[0];
        }
    }

    int size() {
        return size;
    }

    void add(long time, double number) {
        if (size == at.length) {
            int room = Math.max(8, size + size / 2);
            at = Arrays.copyOf(at, room);
            value = Arrays.copyOf(value, room);
        }
        at[size] = time;
        value[size++] = number;
    }

    /** The server has all up to a time. */
    void sent(long upTo) {
        sentUpTo = Math.max(sentUpTo, upTo);
    }

    /** Forgets what the server has and what is older than that. @return how many that were */
    int forget(long olderThan) {
        int gone = 0;
        while (gone < size && at[gone] < olderThan && at[gone] <= sentUpTo) {
            gone++;
        }
        drop(gone);
        return gone;
    }

    /** Forgets the older half, sent or not. @return how many that were */
    int halve() {
        int gone = size / 2;
        drop(gone);
        return gone;
    }

    private void drop(int count) {
        if (count > 0) {
            size -= count;
            System.arraycopy(at, count, at, 0, size);
            System.arraycopy(value, count, value, 0, size);
        }
    }

    View view() {
        return new View(Arrays.copyOf(at, size), Arrays.copyOf(value, size));
    }
}
