package org.redeye.store.prometheus;

import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/** What is known here of one series. Guarded by the lock of the store. */
final class Entry {

    private static final long NONE = Long.MIN_VALUE;

    final String id;
    /** How often a series of this id was removed before. */
    final int generation;

    final Recent recent = new Recent();
    SeriesKey key;
    /** When the last sample was true; the smallest long before the first. */
    long lastAt = NONE;

    double lastValue = Double.NaN;
    /** The same within the batch that is being written. */
    long claimedAt = NONE;

    long endedAt;
    /** The segment of the buffer that says what this series is, and its number there. */
    long segment = -1;

    int number;
    boolean removed;

    Entry(SeriesKey key, int generation) {
        this.id = key.id();
        this.key = key;
        this.generation = generation;
    }

    /** Whether a sample belongs to a later slot than all before it. */
    boolean isLater(long at) {
        return claimedAt == NONE
                || Math.floorDiv(at, key.step().toMillis())
                        > Math.floorDiv(claimedAt, key.step().toMillis());
    }

    void take(long at, double value) {
        lastAt = at;
        claimedAt = at;
        lastValue = value;
        if (endedAt != 0 && at > endedAt) {
            endedAt = 0;
        }
    }

    SeriesInfo info() {
        return new SeriesInfo(key, lastAt == NONE ? 0 : lastAt, lastValue, endedAt);
    }
}
