package org.redeye.series;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.series.SeriesStore;

/** The way to one store: what waits for it and who hands it over. Thread-safe. */
final class Lane {

    /** How long a stop waits for the store, in seconds. */
    private static final long STOP_SECONDS = 5;

    private final PluginRegistry plugins;
    private final PluginId id;
    private final Backlog backlog;
    private final Writer writer;
    private final Thread thread;

    /** @param waiting how many samples may wait for the store */
    Lane(PluginRegistry plugins, String store, int waiting) {
        this.plugins = plugins;
        this.id = new PluginId("store", store);
        this.backlog = new Backlog(waiting);
        this.writer = new Writer(backlog, store, this::store);
        this.thread = new Thread(writer::run, "rem-series-" + store);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Lets the writer finish what waits. */
    void close() throws InterruptedException {
        backlog.close();
        thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        thread.interrupt();
    }

    /** The store, if it is there now. */
    Optional<SeriesStore> store() {
        return plugins.instance(id, SeriesStore.class);
    }

    PluginId id() {
        return id;
    }

    Backlog backlog() {
        return backlog;
    }

    Writer writer() {
        return writer;
    }
}
