package org.redeye.bench.fill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesKey;

/**
 * For measurements only, no part of the product: one run stores as many samples of its check as it is told, through the
 * series engine as every check does, and ends when all are stored durably.
 */
public final class FillProbe implements Probe<FillProbe.Config> {

    /** Samples that may wait for the store; the engine takes 200,000 before it drops the oldest. */
    private static final int MOST_WAITING = 100_000;

    private static final double VALUES = 1_000;

    private volatile Series series;

    /** What is stored: {@code steps} samples of each of {@code metrics} × {@code items} series. */
    record Config(
            @Field(help = "Metrics: a, b …", def = "1", min = "1", max = "20") int metrics,
            @Field(help = "Items of each; 0: none", def = "0", min = "0", max = "100000") int items,
            @Field(help = "Samples of each series", def = "1", min = "1", max = "1000000") int steps,
            @Field(help = "Between two samples", def = "10s") Duration step,
            @Field(help = "The first one, seconds since the epoch", required = true) long begin) {}

    void bind(Series engine) {
        series = engine;
    }

    void unbind(Series engine) {
        // the component goes with it
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return context.blocking(() -> fill(config, context.check()));
    }

    private Outcome fill(Config config, String check) {
        List<SeriesKey> keys = keys(config, check);
        var waiting = new ArrayList<CompletableFuture<Void>>();
        int samples = 0;
        for (int step = 0; step < config.steps(); step++) {
            long at = (config.begin() + step * config.step().toSeconds()) * 1_000;
            var batch = new ArrayList<Sample>(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                batch.add(new Sample(keys.get(i), at, (i * 7L + step * 31L) % VALUES / 10));
            }
            waiting.add(series.append(batch).toCompletableFuture());
            samples += keys.size();
            if (samples >= MOST_WAITING) {
                waiting.forEach(CompletableFuture::join);
                waiting.clear();
                samples = 0;
            }
        }
        waiting.forEach(CompletableFuture::join);
        return Outcome.ok(config.steps() * (long) keys.size() + " samples are stored.", List.of());
    }

    private static List<SeriesKey> keys(Config config, String check) {
        var keys = new ArrayList<SeriesKey>();
        for (int metric = 0; metric < config.metrics(); metric++) {
            String name = String.valueOf((char) ('a' + metric));
            for (int item = 0; item < Math.max(1, config.items()); item++) {
                keys.add(new SeriesKey(
                        check, name, config.items() == 0 ? "" : "i" + item, "", "bench", config.step()));
            }
        }
        return keys;
    }
}
