package org.redeye.store.rrd4j;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;
import org.rrd4j.core.InvalidRrdException;

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
public final class RrdSeriesStore implements SeriesStore, AutoCloseable {

    private final Disk disk;
    private final Settings settings;
    private final Catalog catalog = new Catalog();
    private final SeriesFiles files;
    private final Closeable folderLock;
    private final Journal journal;
    private final Flusher flusher;
    private final Appender appender;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    /** @throws StoreException if the folder cannot be used, or what is in it cannot be read */
    @Activate
    public RrdSeriesStore(@Reference Platform platform, Config config) {
        this(
                new RealDisk(),
                Settings.of(platform.data().resolve("series"), config),
                () -> System.nanoTime() / 1_000_000);
    }

    RrdSeriesStore(Disk disk, Settings settings, LongSupplier millis) {
        this.disk = disk;
        this.settings = settings;
        this.files = new SeriesFiles(disk, settings);
        this.folderLock = attempt(() -> disk.lock(settings.folder().resolve("lock")));
        Path index = settings.folder().resolve("index");
        @Nullable Journal opened = null;
        try {
            long indexBytes = attempt(() -> catalog.load(disk, index));
            opened = attempt(() -> new Journal(disk, settings.folder().resolve("journal"), new Replay(catalog, files)));
            this.journal = opened;
            this.flusher = new Flusher(disk, settings, index, journal, catalog, files, millis);
            flusher.indexBytes(indexBytes);
            this.appender = new Appender(catalog, files, journal);
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
        return locked(() -> {
            flusher.admit();
            int old = attempt(() -> appender.append(batch));
            flusher.work();
            return old;
        });
    }

    @Override
    public List<SeriesInfo> find(String match, String after, int limit) {
        return locked(() -> catalog.find(match, after, limit));
    }

    @Override
    public Optional<SeriesInfo> get(String id) {
        return locked(() -> Optional.ofNullable(catalog.find(id)).map(Entry::info));
    }

    @Override
    public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
        return read(id, from, to, step, reader -> reader.points(consolidation));
    }

    @Override
    public Optional<Band> band(String id, long from, long to, long step) {
        return read(id, from, to, step, PointReader::band);
    }

    private record View(Entry entry, SeriesKey key, long firstAt, List<Pending.Run> runs) {}

    private interface Answer<T> {
        T from(PointReader reader) throws IOException;
    }

    private <T> Optional<T> read(String id, long from, long to, long step, Answer<T> answer) {
        if (to <= from) {
            throw new IllegalArgumentException("Nothing lies in [" + from + ", " + to + "): 'to' must be greater");
        }
        return locked(() -> Optional.ofNullable(catalog.find(id))
                        .map(entry -> new View(entry, entry.key, entry.firstAt, entry.pending.runs())))
                .map(view -> read(
                        view, rows -> answer.from(PointReader.of(rows, view.key(), view.firstAt(), from, to, step))));
    }

    private <T> T read(View view, SeriesFiles.Reading<T> reading) {
        try {
            return files.read(view.entry(), view.runs(), reading);
        } catch (InvalidRrdException e) {
            throw new StoreException(
                    StoreException.Kind.CORRUPT,
                    files.path(view.entry()) + ": the file of series " + view.entry().id + " is damaged ("
                            + e.getMessage() + "). It will be put aside when its next samples are written;"
                            + " put back a copy to keep its past.",
                    e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void end(String id, long at) {
        locked(() -> attempt(() -> appender.end(id, at)));
    }

    @Override
    public boolean remove(String id) {
        return locked(() -> attempt(() -> appender.remove(id)));
    }

    @Override
    public Usage usage() {
        return locked(() -> {
            long bytes = flusher.bytes();
            for (var entry : catalog.all()) {
                bytes += entry.fileBytes;
            }
            return new Usage(catalog.size(), bytes, disk.free(settings.folder()));
        });
    }

    /** Works the whole journal into the files. */
    void flush() {
        locked(() -> attempt(() -> {
            flusher.drainAll();
            return true;
        }));
    }

    /** Ends it; what is in the journal is read again at the next start. */
    @Override
    @Deactivate
    public void close() {
        lock.lock();
        try (folderLock;
                journal) {
            if (!closed && !settings.force().isZero()) {
                journal.force();
            }
            closed = true;
            files.close();
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException(
                        StoreException.Kind.UNAVAILABLE, settings.folder() + ": the store is closed; ask for it anew");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private interface Io<T> {
        T get() throws IOException;
    }

    private <T> T attempt(Io<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            throw unavailable(e.getCause());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private StoreException unavailable(IOException cause) {
        return new StoreException(
                StoreException.Kind.UNAVAILABLE,
                settings.folder() + ": the series store cannot work now (" + cause.getMessage()
                        + "); nothing of the call was done. Look at the disk: free space, rights, errors.",
                cause);
    }
}
