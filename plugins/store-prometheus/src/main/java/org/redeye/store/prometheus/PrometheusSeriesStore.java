package org.redeye.store.prometheus;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;

/**
 * Keeps series on a server that speaks Prometheus. An append goes to a buffer on disk and into memory; a thread sends what
 * is in the buffer. Reading asks the server and puts what is in memory to it. Which series there are is known here.
 */
@Component(service = SeriesStore.class, configurationPid = PrometheusSeriesStore.PID)
@Designate(ocd = Config.class)
@Plugin(
        kind = "store",
        id = "prometheus",
        title = "Prometheus",
        help =
                "Sends series to Prometheus, VictoriaMetrics, Mimir or Thanos behind a buffer on disk, and reads them back")
public final class PrometheusSeriesStore implements SeriesStore, AutoCloseable {

    static final String PID = "org.redeye.store.prometheus";
    /** How long the answer to a query may be: twenty times what is expected at most. */
    private static final int MOST_BYTES = 64 << 20;
    /** How long a stop waits for the request under way, in milliseconds. */
    private static final long STOP_MILLIS = 2_000;

    private final Settings settings;
    private final Clock clock;
    private final boolean sends;

    // guarded by this
    private @Nullable Open open;
    private boolean closed;

    /** What a store has that somebody wants something of. */
    private record Open(Ledger ledger, Reader reader, Thread thread) {}

    /** Opens nothing yet: every plugin is started, also one that nobody uses. @throws RuntimeException if a setting is wrong */
    @Activate
    public PrometheusSeriesStore(@Reference Platform platform, Config config) {
        this(Settings.of(platform.data(), config), Clock.systemUTC(), true);
    }

    /** Without the thread: the test drives {@link #sender}. */
    PrometheusSeriesStore(Settings settings, Clock clock) {
        this(settings, clock, false);
        opened();
    }

    private PrometheusSeriesStore(Settings settings, Clock clock, boolean sends) {
        this.settings = settings;
        this.clock = clock;
        this.sends = sends;
    }

    /** @throws RuntimeException if the folder cannot be used or read; the next call tries again */
    private synchronized Open opened() {
        if (open == null) {
            if (closed) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "The store is closed. Try again later.");
            }
            var remote = new Remote(settings.server(), MOST_BYTES, clock);
            var ledger = new Ledger(settings, remote, RandomGenerator.getDefault(), clock);
            var thread = new Thread(ledger.sender()::run, "rem-prometheus-sender");
            thread.setDaemon(true);
            open = new Open(ledger, new Reader(remote, settings), thread);
            if (sends) {
                thread.start();
            }
        }
        return open;
    }

    private Ledger ledger() {
        return opened().ledger();
    }

    Sender sender() {
        return ledger().sender();
    }

    @Override
    public int append(List<Sample> batch) {
        return ledger().append(batch);
    }

    @Override
    public List<SeriesInfo> find(String match, String after, int limit) {
        return ledger().read(catalog -> catalog.find(match, after, limit));
    }

    @Override
    public Optional<SeriesInfo> get(String id) {
        return ledger().read(catalog -> Optional.ofNullable(catalog.find(id)).map(Entry::info));
    }

    @Override
    public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
        if (to <= from) {
            throw new IllegalArgumentException("Nothing lies in [" + from + ", " + to + "): 'to' must be greater");
        }
        return ledger().read(catalog -> Optional.ofNullable(catalog.find(id))
                        .map(entry -> new Reader.View(entry.key, entry.generation, entry.recent.view())))
                .map(view -> opened().reader().read(view, from, to, step, consolidation));
    }

    @Override
    public void end(String id, long at) {
        ledger().end(id, at);
    }

    @Override
    public boolean remove(String id) {
        return ledger().remove(id);
    }

    @Override
    public Usage usage() {
        return ledger().usage();
    }

    /** How the sending goes. */
    List<Meter> meters() {
        return ledger().figures().meters();
    }

    /** Ends it; what waits is sent after the next start. */
    @Override
    @Deactivate
    public void close() {
        Open last;
        synchronized (this) {
            closed = true;
            last = open;
        }
        if (last == null) {
            return;
        }
        last.ledger().sender().stop();
        try {
            last.thread().join(STOP_MILLIS);
            last.thread().interrupt();
            last.thread().join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last.ledger().close();
    }
}
