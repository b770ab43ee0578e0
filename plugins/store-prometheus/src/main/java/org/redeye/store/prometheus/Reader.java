package org.redeye.store.prometheus;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.SeriesKey;

/**
 * Reads a stretch of a series: what is in memory from there, what is before from the server. Few samples are fetched one by
 * one and put together here, exactly; of many the server makes the points. Thread-safe.
 */
final class Reader {

    /** Points of an answer at most. */
    private static final int MOST_POINTS = 100_000;
    /** Slots that are fetched sample by sample; about 25 bytes each. */
    static final int MOST_SAMPLES = 50_000;
    /** Points of one range query: servers give 11,000 at most. */
    private static final int PAGE = 10_000;

    private final Remote remote;
    private final Settings.Server server;
    private final Naming naming;

    Reader(Remote remote, Settings settings) {
        this.remote = remote;
        this.server = settings.server();
        this.naming = new Naming(settings.labels());
    }

    /** A series at the moment of reading. */
    record View(SeriesKey key, int generation, Recent.View recent) {}

    Points read(View view, long from, long to, long wanted, Consolidation consolidation) {
        var points = grid(view.key(), from, to, wanted);
        new Run(view, points, points.from() + points.size() * points.step(), consolidation).fill();
        return points;
    }

    private static Points grid(SeriesKey key, long from, long to, long wanted) {
        long own = key.step().toMillis();
        long step = ceiling(Math.max(Math.max(wanted, own), ceiling(to - from, MOST_POINTS)), own) * own;
        while (ceiling(to - Math.floorDiv(from, step) * step, step) > MOST_POINTS) {
            step += own;
        }
        long begin = Math.floorDiv(from, step) * step;
        var values = new double[(int) ceiling(to - begin, step)];
        Arrays.fill(values, Double.NaN);
        return new Points(key, begin, step, values);
    }

    private static long ceiling(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /** One reading. */
    private final class Run {
        private final View view;
        private final Points points;
        private final long end;
        private final Consolidation consolidation;
        private final int[] counts;

        Run(View view, Points points, long end, Consolidation consolidation) {
            this.view = view;
            this.points = points;
            this.end = end;
            this.consolidation = consolidation;
            this.counts = new int[points.size()];
        }

        void fill() {
            long known = view.recent().from();
            long exact = exactFrom(known);
            for (long begin = points.from(); begin < exact; begin += PAGE * points.step()) {
                ready(begin, Math.min(exact, begin + PAGE * points.step()));
            }
            long fetched = Math.min(known, end);
            if (exact < fetched) {
                samples(exact, fetched);
            }
            for (int i = 0; i < view.recent().at().length; i++) {
                long at = view.recent().at()[i];
                if (at >= exact) {
                    add(at, view.recent().value()[i]);
                }
            }
            if (consolidation == Consolidation.AVERAGE) {
                for (int i = 0; i < counts.length; i++) {
                    points.values()[i] /= Math.max(1, counts[i]);
                }
            }
        }

        /** From which point on samples are put together here: all if they are few, else those that memory touches. */
        private long exactFrom(long known) {
            long most = MOST_SAMPLES * view.key().step().toMillis();
            if (end - points.from() <= most || known <= points.from()) {
                return points.from();
            }
            long from = Math.max(known, end - most);
            return Math.min(end, points.from() + Math.floorDiv(from - points.from(), points.step()) * points.step());
        }

        /** The samples of [begin, end). */
        private void samples(long begin, long end) {
            var parameters = new LinkedHashMap<String, String>();
            // one millisecond more: whether the left end counts differs between servers
            parameters.put("query", selector() + "[" + (end - begin) + "ms]");
            parameters.put("time", Instant.ofEpochMilli(end - 1).toString());
            ask("query", parameters, (time, value) -> {
                if (time >= begin && time < end) {
                    add(time, value);
                }
            });
        }

        /** The points of [begin, end), as the server makes them. */
        private void ready(long begin, long end) {
            long step = points.step();
            String stretch = selector() + "[" + (step - 1) + "ms]";
            var parameters = new LinkedHashMap<String, String>();
            // several series over there are one here when unit or node changed
            parameters.put(
                    "query",
                    switch (consolidation) {
                        case AVERAGE -> "sum(sum_over_time(" + stretch + "))/sum(count_over_time(" + stretch + "))";
                        case MIN -> "min(min_over_time(" + stretch + "))";
                        case MAX -> "max(max_over_time(" + stretch + "))";
                    });
            parameters.put("start", Instant.ofEpochMilli(begin + step - 1).toString());
            parameters.put("end", Instant.ofEpochMilli(end - 1).toString());
            parameters.put("step", step + "ms");
            ask("query_range", parameters, (time, value) -> {
                if (time >= begin && time < end) {
                    add(time, value);
                }
            });
        }

        private String selector() {
            return naming.selector(view.key(), view.generation());
        }

        private void ask(String path, Map<String, String> parameters, Matrix.Sink sink) {
            parameters.put("nocache", "1"); // VictoriaMetrics would move start and end
            byte[] answer = remote.query(path, parameters);
            try {
                Matrix.read(answer, sink);
            } catch (IOException e) {
                throw Remote.unavailable(server.read(), " answered " + e.getMessage());
            }
        }

        private void add(long at, double value) {
            if (at >= end || Double.isNaN(value)) {
                return;
            }
            int i = (int) ((at - points.from()) / points.step());
            double[] values = points.values();
            boolean first = counts[i]++ == 0;
            values[i] = first
                    ? value
                    : switch (consolidation) {
                        case AVERAGE -> values[i] + value;
                        case MIN -> Math.min(values[i], value);
                        case MAX -> Math.max(values[i], value);
                    };
        }
    }
}
