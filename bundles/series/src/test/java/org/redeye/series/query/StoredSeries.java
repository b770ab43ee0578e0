package org.redeye.series.query;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.testkit.store.MemorySeriesStore;

/** The series of a store in memory. */
final class StoredSeries implements Series {

    private final MemorySeriesStore store = new MemorySeriesStore();

    /** A series with one sample a step from a time on; NaN is a gap. @return its id */
    String put(String check, String metric, String item, String unit, int seconds, long from, double... values) {
        var key = new SeriesKey(check, metric, item, unit, "node1", Duration.ofSeconds(seconds));
        for (int i = 0; i < values.length; i++) {
            store.append(List.of(new Sample(key, from + i * 1000L * seconds, values[i])));
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
    public void end(String id, long at) {
        store.end(id, at);
    }
}
