package org.redeye.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/** Keeps samples as a store would: one value for each stretch of the step, later ones passed over. */
final class RecordingSeries implements Series {

    final Map<String, List<Sample>> stored = new TreeMap<>();
    final Map<String, Long> ended = new TreeMap<>();
    int batches;
    int passedOver;

    @Override
    public synchronized CompletionStage<Void> append(List<Sample> samples) {
        batches++;
        samples.forEach(this::append);
        return CompletableFuture.completedFuture(null);
    }

    private void append(Sample sample) {
        List<Sample> all = stored.computeIfAbsent(sample.key().id(), id -> new ArrayList<>());
        long step = sample.key().step().toMillis();
        if (!all.isEmpty() && Math.floorDiv(all.get(all.size() - 1).at(), step) >= Math.floorDiv(sample.at(), step)) {
            passedOver++;
            return;
        }
        all.add(sample);
    }

    synchronized List<Long> times(String id) {
        return stored.getOrDefault(id, List.of()).stream().map(Sample::at).toList();
    }

    synchronized List<Double> values(String id) {
        return stored.getOrDefault(id, List.of()).stream().map(Sample::value).toList();
    }

    @Override
    public synchronized List<SeriesInfo> find(String match, String after, int limit) {
        String start = match.substring(0, match.length() - 1);
        return stored.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(start))
                .map(entry -> {
                    Sample last = entry.getValue().get(entry.getValue().size() - 1);
                    return new SeriesInfo(last.key(), last.at(), last.value(), 0);
                })
                .toList();
    }

    @Override
    public Optional<SeriesInfo> get(String id) {
        return Optional.empty();
    }

    @Override
    public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
        return Optional.empty();
    }

    @Override
    public synchronized void end(String id, long at) {
        ended.put(id, at);
    }
}
