package org.redeye.web.fakes;

import java.time.Duration;
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
import org.redeye.api.series.SeriesKey;

/** One value a second, from a time on; NaN is a gap. Remembers what was asked last. */
public final class FakeSeries implements Series {

    private record Line(SeriesKey key, long from, double[] values) {}

    private final Map<String, Line> lines = new TreeMap<>();
    public volatile String lastRead = "";

    /** A series of a check with values from a time on, second by second. */
    public String put(String check, String metric, String item, long from, double... values) {
        var key = new SeriesKey(check, metric, item, "s", "node1", Duration.ofSeconds(1));
        lines.put(key.id(), new Line(key, from, values));
        return key.id();
    }

    public void clear() {
        lines.clear();
    }

    @Override
    public CompletionStage<Void> append(List<Sample> samples) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<SeriesInfo> find(String match, String after, int limit) {
        String regex = match.replaceAll("([\\[\\](){}.+^$|\\\\])", "\\\\$1")
                .replace("*", ".*")
                .replace("?", ".");
        return lines.values().stream()
                .map(FakeSeries::info)
                .filter(info -> info.id().matches(regex) && info.id().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<SeriesInfo> get(String id) {
        return Optional.ofNullable(lines.get(id)).map(FakeSeries::info);
    }

    @Override
    public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
        lastRead = from + " " + to + " " + step + " " + consolidation;
        return Optional.ofNullable(lines.get(id)).map(line -> {
            int count = (int) Math.min(100_000, (to - from + step - 1) / step);
            var values = new double[count];
            for (int i = 0; i < count; i++) {
                long second = (from + i * step - line.from()) / 1000;
                boolean known = second >= 0 && second < line.values().length && from + i * step >= line.from();
                values[i] = known ? line.values()[(int) second] : Double.NaN;
            }
            return new Points(line.key(), from, step, values);
        });
    }

    @Override
    public void end(String id, long at) {}

    private static SeriesInfo info(Line line) {
        int last = line.values().length - 1;
        return last < 0
                ? new SeriesInfo(line.key(), 0, Double.NaN, 0)
                : new SeriesInfo(line.key(), line.from() + last * 1000L, line.values()[last], 0);
    }
}
