package org.redeye.series;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.series.Band;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SampleListener;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;

/** The series as a service; the stores behind it are plugins and may be replaced while samples come in. */
@Component(
        service = {Series.class, Meters.class},
        configurationPid = "org.redeye.series",
        immediate = true)
public final class SeriesEngine implements Series, Meters {

    /** Settings in {@code etc/org.redeye.series.cfg}. */
    @interface Config {
        /** The id of the store plugin. */
        String store() default "rrd4j";

        /** How many samples may wait for a store before the oldest are dropped. */
        int waiting() default 200_000;

        /** The id of a second store plugin, for the long history; empty for none. */
        String history() default "";

        /** Which series go there, too: globs over their ids, separated by commas. */
        String history_match() default "*";

        /** Stretches that begin longer ago are read from there. */
        String history_after() default "7d";
    }

    private final Lane lane;
    private final Optional<History> history;
    private final LastValues last = new LastValues();
    private final Listeners listeners = new Listeners();

    /** Begins to hand samples to the stores. */
    @Activate
    public SeriesEngine(@Reference PluginRegistry plugins, Config config) {
        this(new Lane(plugins, config.store(), config.waiting()), history(plugins, config));
        lane.start();
        history.ifPresent(second -> second.lane().start());
    }

    private static Optional<History> history(PluginRegistry plugins, Config config) {
        if (config.history().isBlank()) {
            return Optional.empty();
        }
        if (config.history().equals(config.store())) {
            throw new IllegalArgumentException("etc/org.redeye.series.cfg: 'history = " + config.history()
                    + "'; expected another store than 'store', or none");
        }
        var lane = new Lane(plugins, config.history(), config.waiting());
        return Optional.of(new History(lane, config.history_match(), config.history_after(), Clock.systemUTC()));
    }

    /** Without the threads: the test drives {@link #writer}. */
    SeriesEngine(Lane lane, Optional<History> history) {
        this.lane = lane;
        this.history = history;
    }

    /** Somebody who gets every sample. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindListener(SampleListener listener) {
        listeners.add(listener);
    }

    /** Somebody who does no longer. */
    void unbindListener(SampleListener listener) {
        listeners.remove(listener);
    }

    /** Lets the writers finish what waits. */
    @Deactivate
    void close() throws InterruptedException {
        lane.close();
        if (history.isPresent()) {
            history.get().lane().close();
        }
    }

    Writer writer() {
        return lane.writer();
    }

    private Optional<SeriesStore> store() {
        return lane.store();
    }

    @Override
    public CompletionStage<Void> append(List<Sample> samples) {
        List<Sample> copy = List.copyOf(samples);
        last.note(copy);
        var parts = new ArrayList<CompletableFuture<Void>>();
        for (int from = 0; from < copy.size(); from += Writer.BATCH) {
            var done = new CompletableFuture<Void>();
            lane.backlog().add(new Work.Append(copy.subList(from, Math.min(copy.size(), from + Writer.BATCH)), done));
            parts.add(done);
        }
        history.ifPresent(second -> second.append(copy));
        listeners.appended(copy);
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
        return reaching(series, from, store -> store.read(series, from, to, step, consolidation), points -> points);
    }

    @Override
    public Optional<Band> band(String series, long from, long to, long step) {
        return reaching(series, from, store -> store.band(series, from, to, step), Band::average);
    }

    /** Reads from the store that reaches back that far. */
    private <T> Optional<T> reaching(
            String series, long from, Function<SeriesStore, Optional<T>> read, Function<T, Points> points) {
        return history.isPresent() ? history.get().read(series, from, store(), read, points) : store().flatMap(read);
    }

    @Override
    public void end(String series, long at) {
        last.forget(series);
        lane.backlog().add(new Work.End(series, at));
        history.ifPresent(second -> second.end(series, at));
        listeners.ended(series, at);
    }

    @Override
    public List<Meter> read() {
        var meters = new ArrayList<>(first());
        history.ifPresent(second -> meters.addAll(second.meters()));
        return meters;
    }

    private List<Meter> first() {
        var usage = usage();
        return List.of(
                Meter.counter("series_samples_stored_total", "Samples that the store took", writer().stored()),
                Meter.counter(
                        "series_samples_old_total",
                        "Samples passed over because their slot was taken",
                        writer().tooOld()),
                Meter.counter(
                        "series_samples_dropped_total",
                        "Samples lost because the store did not take them",
                        lane.backlog().dropped()),
                Meter.gauge(
                        "series_waiting",
                        "Samples that wait for the store",
                        lane.backlog().waiting()),
                Meter.counter("series_store_seconds_total", "Seconds spent in the store", writer().seconds()),
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
