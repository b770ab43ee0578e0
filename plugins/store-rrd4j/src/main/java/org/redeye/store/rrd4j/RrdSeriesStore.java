package org.redeye.store.rrd4j;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.series.Band;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps series in round robin files, one a series. An append goes to a journal and into memory; the files follow in the
 * background of later appends, many samples at a time. Reading puts both together.
 *
 * <p>Why nothing acknowledged is lost: a record of the journal is there whole or not at all; every change of a file is in
 * the journal before the file is touched, as bytes, so it can be written again; a new file, and the index, takes the
 * place of the old in one step; a journal is deleted only when files and index hold all of it.
 */
@Component(service = SeriesStore.class, configurationPid = "org.redeye.store.rrd4j")
@Designate(ocd = Config.class)
@Plugin(
        kind = "store",
        id = "rrd4j",
        title = "RRD4J",
        help = "Keeps series in round robin files of fixed size, behind a journal that survives a crash")
public final class RrdSeriesStore implements SeriesStore, SeriesUpkeep, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RrdSeriesStore.class);
    /** Milliseconds between two looks for series that were retired long enough. */
    private static final long PURGE_EVERY = 60_000;

    private static final int MOST_RETIRED = 100_000;

    private final Disk disk;
    private final Settings settings;
    private final Catalog catalog = new Catalog();
    private final SeriesFiles files;
    private final Closeable folderLock;
    private final Journal journal;
    private final Flusher flusher;
    private final Appender appender;
    private final Upkeep upkeep;
    private final Backups backups;
    private final LongSupplier clock;
    private long purgedAt;
    private final SeriesReader reader;
    private final StoreLock lock;

    /** @throws StoreException if the folder cannot be used, or what is in it cannot be read */
    @Activate
    public RrdSeriesStore(@Reference Platform platform, Config config) {
        this(
                new RealDisk(),
                Settings.of(platform.data().resolve("series"), config),
                () -> System.nanoTime() / 1_000_000,
                System::currentTimeMillis);
    }

    RrdSeriesStore(Disk disk, Settings settings, LongSupplier millis) {
        this(disk, settings, millis, System::currentTimeMillis);
    }

    /**
     * @param millis milliseconds from any moment on, that only grow
     * @param clock milliseconds since the epoch
     */
    RrdSeriesStore(Disk disk, Settings settings, LongSupplier millis, LongSupplier clock) {
        this.clock = clock;
        this.disk = disk;
        this.settings = settings;
        this.files = new SeriesFiles(disk, settings);
        this.lock = new StoreLock(settings.folder());
        this.reader = new SeriesReader(lock, catalog, files, new Tails(settings.latestBytes()));
        this.folderLock = lock.attempt(() -> disk.lock(settings.folder().resolve("lock")));
        Path index = settings.folder().resolve("index");
        @Nullable Journal opened = null;
        try {
            long indexBytes = lock.attempt(() -> catalog.load(disk, index));
            opened = lock.attempt(
                    () -> new Journal(disk, settings.folder().resolve("journal"), new Replay(catalog, files)));
            this.journal = opened;
            this.flusher = new Flusher(disk, settings, index, journal, catalog, files, millis);
            flusher.indexBytes(indexBytes);
            this.appender = new Appender(catalog, files, journal);
            this.upkeep = new Upkeep(catalog, files, journal, appender);
            this.backups = new Backups(disk, settings, lock, catalog, files, clock);
            catalog.skipNumber();
            for (var entry : catalog.all()) {
                if (entry.fileBytes == 0) {
                    entry.fileBytes = files.length(entry);
                }
            }
        } catch (RuntimeException e) {
            release(opened, e);
            throw e;
        }
    }

    private void release(@Nullable Journal opened, RuntimeException cause) {
        try (folderLock;
                Closeable journalToo = opened == null ? () -> {} : opened) {
            assert journalToo != null;
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public int append(List<Sample> batch) {
        if (batch.size() > Appender.MOST) {
            throw new IllegalArgumentException(
                    batch.size() + " samples in one batch; at most " + Appender.MOST + " are taken");
        }
        return lock.locked(() -> {
            flusher.admit();
            int old = lock.attempt(() -> appender.append(batch));
            flusher.work();
            purge();
            return old;
        });
    }

    @Override
    public List<SeriesInfo> find(String match, String after, int limit) {
        return lock.locked(() -> catalog.find(match, after, limit));
    }

    @Override
    public Optional<SeriesInfo> get(String id) {
        return lock.locked(() -> Optional.ofNullable(catalog.find(id)).map(Entry::info));
    }

    @Override
    public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
        return reader.read(id, new SeriesReader.Question<>(from, to, step, points -> points.points(consolidation)));
    }

    @Override
    public Optional<Band> band(String id, long from, long to, long step) {
        return reader.read(id, new SeriesReader.Question<>(from, to, step, PointReader::band));
    }

    @Override
    public void end(String id, long at) {
        lock.change(() -> appender.end(id, at));
    }

    @Override
    public boolean remove(String id) {
        return lock.change(() -> appender.remove(id));
    }

    /** Removes what was retired long enough ago. A failure does not concern what was appended. */
    private void purge() {
        long now = clock.getAsLong();
        if (settings.retired().isZero() || Math.abs(now - purgedAt) < PURGE_EVERY) {
            return;
        }
        purgedAt = now;
        try {
            upkeep.purge(now - settings.retired().toMillis());
        } catch (IOException e) {
            LOG.warn("{}: retired series cannot be removed now: {}", settings.folder(), e.toString());
        }
    }

    @Override
    public SeriesInfo rename(String id, String check, String metric, String item) {
        return lock.change(() -> {
            backups.requireQuiet();
            return upkeep.rename(id, check, metric, item).info();
        });
    }

    @Override
    public SeriesInfo join(String from, String into) {
        return lock.change(() -> {
            backups.requireQuiet();
            return upkeep.join(from, into).info();
        });
    }

    @Override
    public SeriesInfo retire(String id, long at) {
        if (at <= 0) {
            throw new IllegalArgumentException("Series '" + id + "' cannot be retired at " + at
                    + "; expected milliseconds since the epoch, above zero.");
        }
        return lock.change(() -> upkeep.retire(id, at).info());
    }

    @Override
    public SeriesInfo revive(String id) {
        return lock.change(() -> upkeep.retire(id, 0).info());
    }

    @Override
    public List<Retired> retired() {
        long kept = settings.retired().toMillis();
        return lock.locked(() -> catalog.all().stream()
                .filter(entry -> entry.retiredAt != 0)
                .limit(MOST_RETIRED)
                .map(entry -> new Retired(entry.info(), entry.retiredAt, kept == 0 ? 0 : entry.retiredAt + kept))
                .toList());
    }

    @Override
    public Backup backup() {
        return backups.write();
    }

    @Override
    public List<Backup> backups() {
        return backups.list();
    }

    @Override
    public Restored restore(String name) {
        backups.requireQuiet();
        return backups.restore(name, upkeep);
    }

    @Override
    public Usage usage() {
        return lock.locked(() -> {
            long bytes = flusher.bytes() + backups.bytes();
            for (var entry : catalog.all()) {
                bytes += entry.fileBytes;
            }
            return new Usage(catalog.size(), bytes, disk.free(settings.folder()));
        });
    }

    /** Works the whole journal into the files. */
    void flush() {
        lock.change(() -> {
            flusher.drainAll();
            return true;
        });
    }

    /** Ends it; what is in the journal is read again at the next start. */
    @Override
    @Deactivate
    public void close() {
        lock.close(wasClosed -> {
            try (folderLock;
                    journal) {
                if (!wasClosed && !settings.force().isZero()) {
                    journal.force();
                }
                files.close();
            } catch (IOException e) {
                throw lock.unavailable(e);
            }
        });
    }
}
