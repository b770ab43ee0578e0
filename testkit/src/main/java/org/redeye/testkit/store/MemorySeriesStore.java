package org.redeye.testkit.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.text.Glob;

/** The reference: keeps every sample for ever, in memory. Thread-safe. */
public class MemorySeriesStore implements SeriesStore {

    private static final int MOST_POINTS = 100_000;

    private static final class Line {
        private SeriesKey key;
        private long endedAt;
        private long lastSlot = Long.MIN_VALUE;
        /** Values by the time they were true. */
        private final TreeMap<Long, Double> values = new TreeMap<>();

        Line(SeriesKey key) {
            this.key = key;
        }

        SeriesInfo info() {
            return new SeriesInfo(key, values.lastKey(), values.lastEntry().getValue(), endedAt);
        }
    }

    private final Map<String, Line> lines = new TreeMap<>();

    @Override
    public synchronized int append(List<Sample> batch) {
        int old = 0;
        for (var sample : batch) {
            if (!append(sample)) {
                old++;
            }
        }
        return old;
    }

    private boolean append(Sample sample) {
        var line = lines.computeIfAbsent(sample.key().id(), id -> new Line(sample.key()));
        if (!line.key.equals(sample.key())) {
            line.key = sample.key();
            line.lastSlot = line.values.isEmpty() ? Long.MIN_VALUE : slot(line, line.values.lastKey());
        }
        long slot = slot(line, sample.at());
        if (slot <= line.lastSlot) {
            return false;
        }
        line.lastSlot = slot;
        line.values.put(sample.at(), sample.value());
        if (sample.at() > line.endedAt) {
            line.endedAt = 0;
        }
        return true;
    }

    private static long slot(Line line, long at) {
        return Math.floorDiv(at, line.key.step().toMillis());
    }

    @Override
    public synchronized List<SeriesInfo> find(String match, String after, int limit) {
        var glob = new Glob(match);
        return lines.entrySet().stream()
                .filter(line -> line.getKey().compareTo(after) > 0 && glob.matches(line.getKey()))
                .limit(limit)
                .map(line -> line.getValue().info())
                .toList();
    }

    @Override
    public synchronized Optional<SeriesInfo> get(String id) {
        return Optional.ofNullable(lines.get(id)).map(Line::info);
    }

    @Override
    public synchronized Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
        return Optional.ofNullable(lines.get(id)).map(line -> read(line, from, to, step, consolidation));
    }

    private static Points read(Line line, long from, long to, long wanted, Consolidation consolidation) {
        long own = line.key.step().toMillis();
        long step = ceiling(Math.max(Math.max(wanted, own), ceiling(to - from, MOST_POINTS)), own) * own;
        while (ceiling(to - Math.floorDiv(from, step) * step, step) > MOST_POINTS) {
            step += own;
        }
        long begin = Math.floorDiv(from, step) * step;
        var values = new double[(int) ceiling(to - begin, step)];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(line, begin + i * step, step, consolidation);
        }
        return new Points(line.key, begin, step, values);
    }

    private static double value(Line line, long from, long step, Consolidation consolidation) {
        var known = line.values.subMap(from, from + step).values().stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        var all = Arrays.stream(known);
        return switch (consolidation) {
            case AVERAGE -> all.average().orElse(Double.NaN);
            case MIN -> all.min().orElse(Double.NaN);
            case MAX -> all.max().orElse(Double.NaN);
        };
    }

    private static long ceiling(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    @Override
    public synchronized void end(String id, long at) {
        var line = lines.get(id);
        if (line != null) {
            line.endedAt = at;
        }
    }

    @Override
    public synchronized boolean remove(String id) {
        return lines.remove(id) != null;
    }

    @Override
    public synchronized Usage usage() {
        long samples = new ArrayList<>(lines.values())
                .stream().mapToLong(line -> line.values.size()).sum();
        return new Usage(lines.size(), samples * 16, -1);
    }
}
