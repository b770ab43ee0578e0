package org.redeye.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.series.Band;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;

/** The series as a service; the store behind it is a plugin and may be replaced while samples come in. */
@Component(
        service = {Series.class, Meters.class},
        configurationPid = "org.redeye.series",
        immediate = true)
public final class SeriesEngine implements Series, Meters {

    /** Settings in {@code etc/org.redeye.series.cfg}. */
    @interface Config {
        /** The id of the store plugin. */
        String store() default "rrd4j";

        /** How many samples may wait for the store before the oldest are dropped. */
        int waiting() default 200_000;
    }

    /** How long a stop waits for the store, in seconds. */
    private static final long STOP_SECONDS = 5;

    private final PluginRegistry plugins;
    private final PluginId id;
    private final Backlog backlog;
    private final Writer writer;
    private final LastValues last = new LastValues();
    private final Thread thread;

    /** Begins to hand samples to the store. */
    @Activate
    public SeriesEngine(@Reference PluginRegistry plugins, Config config) {
        this(plugins, config.store(), config.waiting());
        thread.start();
    }

    /** Without the thread: the test drives {@link #writer}. */
    SeriesEngine(PluginRegistry plugins, String store, int waiting) {
        this.plugins = plugins;
        this.id = new PluginId("store", store);
        this.backlog = new Backlog(waiting);
        this.writer = new Writer(backlog, store, this::store);
        this.thread = new Thread(writer::run, "rem-series-writer");
        thread.setDaemon(true);
    }

    /** Lets the writer finish what waits. */
    @Deactivate
    void close() throws InterruptedException {
        backlog.close();
        thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        thread.interrupt();
    }

    Writer writer() {
        return writer;
    }

    private Optional<SeriesStore> store() {
        return plugins.instance(id, SeriesStore.class);
    }

    @Override
    public CompletionStage<Void> append(List<Sample> samples) {
        List<Sample> copy = List.copyOf(samples);
        last.note(copy);
        var parts = new ArrayList<CompletableFuture<Void>>();
        for (int from = 0; from < copy.size(); from += Writer.BATCH) {
            var done = new CompletableFuture<Void>();
            backlog.add(new Work.Append(copy.subList(from, Math.min(copy.size(), from + Writer.BATCH)), done));
            parts.add(done);
        }
        return parts.size() == 1 ? parts.get(0) : CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
    }

    @Override
    public List<SeriesInfo> find(String match, String after, int limit) {
        return store().map(store -> store.find(match, after, limit).stream()
                        .map(last::refresh)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Optional<SeriesInfo> get(String series) {
        return store().flatMap(store -> store.get(series)).map(last::refresh);
    }

    @Override
    public Optional<Points> read(String series, long from, long to, long step, Consolidation consolidation) {
        return store().flatMap(store -> store.read(series, from, to, step, consolidation));
    }

    @Override
    public Optional<Band> band(String series, long from, long to, long step) {
        return store().flatMap(store -> store.band(series, from, to, step));
    }

    @Override
    public void end(String series, long at) {
        last.forget(series);
        backlog.add(new Work.End(series, at));
    }

    @Override
    public List<Meter> read() {
        var usage = usage();
        return List.of(
                Meter.counter("series_samples_stored_total", "Samples that the store took", writer.stored()),
                Meter.counter(
                        "series_samples_old_total",
                        "Samples passed over because their slot was taken",
                        writer.tooOld()),
                Meter.counter(
                        "series_samples_dropped_total",
                        "Samples lost because the store did not take them",
                        backlog.dropped()),
                Meter.gauge("series_waiting", "Samples that wait for the store", backlog.waiting()),
                Meter.counter("series_store_seconds_total", "Seconds spent in the store", writer.seconds()),
                Meter.gauge(
                        "series_count",
                        "Series in the store",
                        usage.map(SeriesStore.Usage::series).orElse(0)),
                Meter.gauge(
                        "series_disk_bytes",
                        "Bytes the series take on disk",
                        usage.map(SeriesStore.Usage::bytes).orElse(0L)),
                Meter.gauge(
                        "series_disk_free_bytes",
                        "Bytes still free there",
                        usage.map(SeriesStore.Usage::free)
                                .filter(free -> free >= 0)
                                .map(Long::doubleValue)
                                .orElse(Double.NaN)));
    }

    private Optional<SeriesStore.Usage> usage() {
        try {
            return store().map(SeriesStore::usage);
        } catch (StoreException e) {
            return Optional.empty(); // the writer says what is wrong
        }
    }
}
