package org.redeye.series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/**
 * The last value of each series, at hand before the store has it. A check gives the same keys in the same order again and
 * again, so each series knows which one came after it the last time, and is found without looking its key up. Thread-safe: one
 * lock, taken once a batch.
 */
final class LastValues {

    /** Series that are remembered; further ones are read from the store. */
    static final int MOST = 200_000;

    private final Map<String, Last> byId = new HashMap<>();
    private final Map<SeriesKey, Last> byKey = new HashMap<>();

    /** The last sample of one series, without the sample: one that is kept for long costs the collector more than it is worth. */
    private static final class Last {
        /** Under which it is found; another one when the unit or the step has changed; null if it is forgotten. */
        @Nullable
        SeriesKey key;

        long at = Long.MIN_VALUE;
        double value;
        /** The series that followed in the last batch. */
        @Nullable
        Last next;

        void note(Sample now) {
            if (now.at() >= at) {
                at = now.at();
                value = now.value();
            }
        }
    }

    synchronized void note(List<Sample> samples) {
        var before = new Last();
        for (Sample sample : samples) {
            before = note(sample, before);
        }
    }

    private Last note(Sample sample, Last before) {
        Last last = before.next;
        if (last == null || last.key != sample.key()) {
            last = find(sample.key());
            if (last == null) {
                return before;
            }
            before.next = last;
        }
        last.note(sample);
        return last;
    }

    private @Nullable Last find(SeriesKey key) {
        Last last = byKey.get(key);
        if (last == null) {
            last = meet(key);
        }
        if (last != null) {
            last.key = key; // the caller's own object is recognised next time
        }
        return last;
    }

    private @Nullable Last meet(SeriesKey key) {
        String id = key.id();
        Last last = byId.get(id);
        if (last != null) {
            byKey.remove(last.key);
        } else if (byId.size() < MOST) {
            last = new Last();
            byId.put(id, last);
        } else {
            return null;
        }
        byKey.put(key, last);
        return last;
    }

    synchronized void forget(String id) {
        Last last = byId.remove(id);
        if (last != null) {
            byKey.remove(last.key);
            last.key = null;
            last.next = null;
        }
    }

    /** What the store knows, brought up to date. */
    synchronized SeriesInfo refresh(SeriesInfo info) {
        Last last = byId.get(info.id());
        if (last == null || last.key == null || last.at <= info.lastAt()) {
            return info;
        }
        return new SeriesInfo(last.key, last.at, last.value, 0);
    }
}
