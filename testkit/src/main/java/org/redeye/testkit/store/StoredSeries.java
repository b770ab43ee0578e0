package org.redeye.testkit.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.series.Band;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;

/** The series of a store without an engine before it: what is appended is there when the call returns. As thread-safe as the store. */
public class StoredSeries implements Series {

    private final SeriesStore store;

    /** Those of a store in memory. */
    public StoredSeries() {
        this(new MemorySeriesStore());
    }

    /** Those of this store. */
    public StoredSeries(SeriesStore store) {
        this.store = store;
    }

    /** The key of a series of the node {@code node1}. @param seconds its step */
    public static SeriesKey key(String check, String metric, String item, String unit, int seconds) {
        return new SeriesKey(check, metric, item, unit, "node1", Duration.ofSeconds(seconds));
    }

    /** Stores a sample for each step from a time on, in milliseconds since the epoch; NaN is a gap. @return the id of the series */
    public String put(SeriesKey key, long from, double... values) {
        for (int i = 0; i < values.length; i++) {
            store.append(List.of(new Sample(key, from + i * key.step().toMillis(), values[i])));
        }
        return key.id();
    }

    @Override
    public CompletionStage<Void> append(List<Sample> samples) {
        store.append(samples);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<SeriesInfo> find(String match, String after, int limit) {
        return store.find(match, after, limit);
    }

    @Override
    public Optional<SeriesInfo> get(String id) {
        return store.get(id);
    }

    @Override
    public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
        return store.read(id, from, to, step, consolidation);
    }

    @Override
    public Optional<Band> band(String id, long from, long to, long step) {
        return store.band(id, from, to, step);
    }

    @Override
    public void end(String id, long at) {
        store.end(id, at);
    }
}
