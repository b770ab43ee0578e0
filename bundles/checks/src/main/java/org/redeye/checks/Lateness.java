package org.redeye.checks;

import java.util.Arrays;

/**
 * How late runs began during the last minute: a histogram of ten-second parts whose buckets grow by a quarter of an
 * octave, so a quantile is at most 19 % too high. Not thread-safe.
 */
final class Lateness {

    private static final int PARTS = 7; // six full ones and the one that is being filled
    private static final long PART_NANOS = 10_000_000_000L;
    private static final int BUCKETS = 160; // the last one begins at 2^40 ms
    private static final double PER_OCTAVE = 4;

    private final int[][] counts = new int[PARTS][BUCKETS];
    private final long[] most = new long[PARTS];
    private final long start;
    private long part;

    Lateness(long nanos) {
        start = nanos;
    }

    void add(long lateMillis, long nanos) {
        int at = turn(nanos);
        counts[at][bucket(lateMillis)]++;
        most[at] = Math.max(most[at], lateMillis);
    }

    /** The greatest, in milliseconds; 0 if there was none. */
    long max(long nanos) {
        turn(nanos);
        return Arrays.stream(most).max().orElse(0);
    }

    /** The value, in milliseconds, below which this share of the runs was; 0 if there were none. */
    double quantile(double share, long nanos) {
        turn(nanos);
        long total = Arrays.stream(counts)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .sum();
        long rank = (long) Math.ceil(share * total);
        for (int bucket = 0; bucket < BUCKETS && rank > 0; bucket++) {
            for (int[] one : counts) {
                rank -= one[bucket];
            }
            if (rank <= 0) {
                return Math.min(top(bucket), max(nanos));
            }
        }
        return 0;
    }

    private int turn(long nanos) {
        long now = (nanos - start) / PART_NANOS;
        for (long next = Math.max(part + 1, now - PARTS + 1); next <= now; next++) {
            int at = (int) (next % PARTS);
            Arrays.fill(counts[at], 0);
            most[at] = 0;
        }
        part = Math.max(part, now);
        return (int) (part % PARTS);
    }

    private static int bucket(long millis) {
        return millis < 1 ? 0 : Math.min(BUCKETS - 1, 1 + (int) (PER_OCTAVE * Math.log(millis) / Math.log(2)));
    }

    private static double top(int bucket) {
        return bucket == 0 ? 0 : Math.pow(2, bucket / PER_OCTAVE);
    }
}
