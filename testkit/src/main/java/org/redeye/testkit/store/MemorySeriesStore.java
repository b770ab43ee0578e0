package org.redeye.testkit.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.text.Glob;

/** The reference: keeps every sample for ever, in memory, and so its backups. Thread-safe. */
public class MemorySeriesStore implements SeriesStore, SeriesUpkeep {

    private static final int MOST_POINTS = 100_000;

    private static final class Line {
        private SeriesKey key;
        private long endedAt;
        private long retiredAt;
        private long lastSlot = Long.MIN_VALUE;
        /** Values by the time they were true. */
        private final TreeMap<Long, Double> values = new TreeMap<>();

        Line(SeriesKey key) {
            this.key = key;
        }

        Line copy() {
            var copy = new Line(key);
            copy.endedAt = endedAt;
            copy.retiredAt = retiredAt;
            copy.lastSlot = lastSlot;
            copy.values.putAll(values);
            return copy;
        }

        SeriesInfo info() {
            return new SeriesInfo(key, values.lastKey(), values.lastEntry().getValue(), endedAt);
        }
    }

    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, Map<String, Line>> saved = new TreeMap<>(Comparator.reverseOrder());

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
        if (sample.at() > line.retiredAt) {
            line.retiredAt = 0;
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
                .filter(line -> line.getValue().retiredAt == 0
                        && line.getKey().compareTo(after) > 0
                        && glob.matches(line.getKey()))
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

    private Line line(String id) {
        var line = lines.get(id);
        if (line == null) {
            throw new IllegalArgumentException("There is no series '" + id + "'.");
        }
        return line;
    }

    @Override
    public synchronized SeriesInfo rename(String id, String check, String metric, String item) {
        var line = line(id);
        var old = line.key;
        var key = new SeriesKey(check, metric, item, old.unit(), old.node(), old.step());
        if (check.isBlank() || metric.isBlank()) {
            throw new IllegalArgumentException("expected a check and a metric");
        }
        if (!key.id().equals(id)) {
            if (lines.containsKey(key.id())) {
                throw new IllegalStateException("There is a series '" + key.id() + "' already.");
            }
            lines.remove(id);
            line.key = key;
            lines.put(key.id(), line);
        }
        return line.info();
    }

    @Override
    public synchronized SeriesInfo join(String from, String into) {
        var first = line(from);
        var second = line(into);
        if (first == second) {
            throw new IllegalArgumentException("Series '" + from + "' cannot be joined with itself.");
        }
        if (!first.key.unit().equals(second.key.unit())) {
            throw new IllegalStateException("only series of one unit can be joined");
        }
        lines.remove(from);
        return merge(first, second).info();
    }

    /** In each slot, what the second knows counts. */
    private static Line merge(Line first, Line second) {
        var known = new TreeMap<Long, Double>();
        first.values.forEach((at, value) -> known.put(slot(second, at), value));
        second.values.forEach((at, value) -> known.merge(slot(second, at), value, (a, b) -> Double.isNaN(b) ? a : b));
        long step = second.key.step().toMillis();
        long last = Math.max(first.values.lastKey(), second.values.lastKey());
        second.values.clear();
        known.forEach((slot, value) -> second.values.put(slot == slot(second, last) ? last : slot * step, value));
        second.lastSlot = slot(second, last);
        return second;
    }

    @Override
    public synchronized SeriesInfo retire(String id, long at) {
        var line = line(id);
        line.retiredAt = at;
        return line.info();
    }

    @Override
    public SeriesInfo revive(String id) {
        return retire(id, 0);
    }

    @Override
    public synchronized List<Retired> retired() {
        return lines.values().stream()
                .filter(line -> line.retiredAt != 0)
                .map(line -> new Retired(line.info(), line.retiredAt, 0))
                .toList();
    }

    @Override
    public synchronized Backup backup() {
        var copy = new TreeMap<String, Line>();
        lines.forEach((id, line) -> copy.put(id, line.copy()));
        String name = String.format("%08d.backup", saved.size() + 1);
        saved.put(name, copy);
        return backup(name, copy);
    }

    private static Backup backup(String name, Map<String, Line> copy) {
        return new Backup(name, 1, copy.size(), 16L * copy.size());
    }

    @Override
    public synchronized List<Backup> backups() {
        return saved.entrySet().stream()
                .map(one -> backup(one.getKey(), one.getValue()))
                .toList();
    }

    @Override
    public synchronized Restored restore(String name) {
        var copy = saved.get(name);
        if (copy == null) {
            throw new IllegalArgumentException("There is no backup '" + name + "'.");
        }
        int begun = 0;
        for (var one : copy.entrySet()) {
            var now = lines.get(one.getKey());
            begun += now == null ? 1 : 0;
            lines.put(one.getKey(), now == null ? one.getValue().copy() : merge(one.getValue(), now));
        }
        return new Restored(begun, copy.size() - begun);
    }
}
