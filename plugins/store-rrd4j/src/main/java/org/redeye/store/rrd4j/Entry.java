package org.redeye.store.rrd4j;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/**
 * What is held in memory of one series. Guarded by the lock of the store; its monitor guards the file on disk and
 * {@link #redo}.
 */
final class Entry {

    final int number;
    final Pending pending = new Pending();
    SeriesKey key;
    String id;
    long stepMillis;
    /** When the first sample was true; before it there is nothing in any archive. */
    long firstAt;

    long lastAt;
    double lastValue = Double.NaN;
    /** The slot of the last sample; the smallest long before the first. */
    long lastSlot = Long.MIN_VALUE;
    /** The same within the batch that is being written. */
    long claimedSlot = Long.MIN_VALUE;

    long endedAt;
    /** When it was retired, milliseconds since the epoch; 0 while it is not. */
    long retiredAt;
    /** Bytes of the file; 0 if there is none yet. */
    long fileBytes;
    /** What the journal holds of the file and a failed write may have left torn there. */
    volatile @Nullable List<Pages.Range> redo;
    /** How the file is laid out; null if it was not looked at yet. Guarded by the monitor. */
    @Nullable
    Layout layout;
    /** The latest slots; null if nobody asks for them. Guarded by the lock of the store. */
    @Nullable
    Tail tail;
    /** Whether the file was written and not forced since. */
    boolean unforced;
    /** Whether it is in no catalog any more. */
    boolean removed;
    /** The series that followed in the last batch: batches tend to come in the same order. */
    @Nullable
    Entry next;

    Entry(int number, SeriesKey key, long firstAt) {
        this.number = number;
        this.firstAt = firstAt;
        this.key = key;
        this.id = key.id();
        this.stepMillis = key.step().toMillis();
    }

    void rename(SeriesKey newKey) {
        key = newKey;
        id = newKey.id();
    }

    long slot(long at) {
        return Math.floorDiv(at, stepMillis);
    }

    /** Takes a sample that is in the journal. */
    void take(long at, double value) {
        long slot = slot(at);
        pending.add(slot, value);
        var latest = tail;
        if (latest != null) {
            latest.take(slot, value);
        }
        last(at, value);
        if (endedAt != 0 && at > endedAt) {
            endedAt = 0;
        }
        if (retiredAt != 0 && at > retiredAt) {
            retiredAt = 0;
        }
    }

    void last(long at, double value) {
        lastAt = at;
        lastValue = value;
        lastSlot = slot(at);
        claimedSlot = lastSlot;
    }

    SeriesInfo info() {
        return new SeriesInfo(key, lastSlot == Long.MIN_VALUE ? 0 : lastAt, lastValue, endedAt);
    }
}
