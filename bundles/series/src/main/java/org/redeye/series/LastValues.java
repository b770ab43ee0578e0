package org.redeye.series;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/**
 * The last sample of each series, at hand before the store has it. Thread-safe. Found by key, for a check gives the same
 * keys again and again while putting an id together costs more than all else that is done with a sample here.
 */
final class LastValues {

    /** Series that are remembered; further ones are read from the store. */
    private static final int MOST = 200_000;

    private final Map<String, Last> byId = new ConcurrentHashMap<>();
    private final Map<SeriesKey, Last> byKey = new ConcurrentHashMap<>();

    /** The last sample of one series. */
    private static final class Last {
        /** Under which it is found; another one when the unit or the step has changed. Guarded by its place in the map. */
        private SeriesKey key;

        private volatile Sample sample;

        Last(Sample first) {
            this.key = first.key();
            this.sample = first;
        }

        synchronized void note(Sample now) {
            if (now.at() >= sample.at()) {
                sample = now;
            }
        }
    }

    void note(List<Sample> samples) {
        for (Sample sample : samples) {
            Last last = byKey.get(sample.key());
            if (last == null) {
                meet(sample);
            } else {
                last.note(sample);
            }
        }
    }

    private void meet(Sample sample) {
        String id = sample.key().id();
        if (byId.size() >= MOST && !byId.containsKey(id)) {
            return;
        }
        byId.compute(id, (same, known) -> {
            Last last = known == null ? new Last(sample) : known;
            last.note(sample);
            byKey.remove(last.key);
            last.key = sample.key();
            byKey.put(last.key, last);
            return last;
        });
    }

    void forget(String id) {
        byId.computeIfPresent(id, (same, last) -> {
            byKey.remove(last.key);
            return null;
        });
    }

    /** What the store knows, brought up to date. */
    SeriesInfo refresh(SeriesInfo info) {
        Last last = byId.get(info.id());
        if (last == null || last.sample.at() <= info.lastAt()) {
            return info;
        }
        Sample sample = last.sample;
        return new SeriesInfo(sample.key(), sample.at(), sample.value(), 0);
    }
}
