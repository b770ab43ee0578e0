package org.redeye.series;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;

/** The last sample of each series, at hand before the store has it. Thread-safe. */
final class LastValues {

    /** Series that are remembered; further ones are read from the store. */
    private static final int MOST = 200_000;

    private final Map<String, Sample> last = new ConcurrentHashMap<>();

    void note(List<Sample> samples) {
        for (Sample sample : samples) {
            String id = sample.key().id();
            if (last.size() < MOST || last.containsKey(id)) {
                last.merge(id, sample, (old, now) -> now.at() >= old.at() ? now : old);
            }
        }
    }

    void forget(String id) {
        last.remove(id);
    }

    /** What the store knows, brought up to date. */
    SeriesInfo refresh(SeriesInfo info) {
        Sample sample = last.get(info.id());
        return sample == null || sample.at() <= info.lastAt()
                ? info
                : new SeriesInfo(sample.key(), sample.at(), sample.value(), 0);
    }
}
