package org.redeye.graphs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.testkit.store.MemorySeriesStore;

/** The series of a store in memory. A reader can be made to wait. */
final class StoredSeries implements Series {

    private final MemorySeriesStore store = new MemorySeriesStore();
    volatile CountDownLatch readable = new CountDownLatch(0);

    static SeriesKey key(String check, String metric, String item, String unit, int seconds) {
        return new SeriesKey(check, metric, item, unit, "node1", Duration.ofSeconds(seconds));
    }

    /** Samples one step after the other; NaN is a gap. */
    String put(SeriesKey key, long from, double... values) {
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
        try {
            if (!readable.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let the reader go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return store.read(id, from, to, step, consolidation);
    }

    @Override
    public void end(String id, long at) {
        store.end(id, at);
    }
}
