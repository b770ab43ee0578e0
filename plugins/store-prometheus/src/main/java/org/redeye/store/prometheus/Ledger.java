package org.redeye.store.prometheus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesStore.Usage;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node knows of its series: the catalog, the buffer, and the order of things. First the record is on disk, then
 * the catalog has it; what the disk refused has not happened. Thread-safe.
 */
final class Ledger implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Settings settings;
    private final Clock clock;
    private final Catalog catalog = new Catalog();
    private final Closeable folderLock;
    private final Index index;
    private final Buffer buffer;
    private final Cursor cursor;
    private final Sender sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Appender appender;
    /** The first segment that the index has not got. */
    private long indexed;

    private long dropped;
    private boolean dropping;
    private long forcedAt;
    private boolean closed;

    Ledger(Settings settings, Remote remote, RandomGenerator chance, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.folderLock = attempt(() -> lock(settings.folder()));
        try {
            this.index = new Index(settings.folder().resolve("index"));
            var head = attempt(() -> index.load(catalog));
            this.indexed = head.segment();
            this.buffer = attempt(() -> new Buffer(
                    settings.folder().resolve("buffer"),
                    settings.bufferBytes(),
                    head.samples(),
                    head.segment(),
                    new Replay(catalog)));
            this.appender = new Appender(catalog, buffer);
            this.cursor = attempt(() -> new Cursor(settings.folder().resolve("sent")));
            this.sender = attempt(() -> new Sender(settings, buffer, cursor, remote, chance, this::acknowledged));
        } catch (RuntimeException e) {
            attempt(() -> {
                folderLock.close();
                return true;
            });
            throw e;
        }
    }

    private static Closeable lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException thisProcess) {
            // the same as a lock of another process
        }
        channel.close();
        throw new IOException("another instance works in " + folder);
    }

    Sender sender() {
        return sender;
    }

    int append(List<Sample> batch) {
        return locked(() -> {
            makeRoom();
            int old = appender.append(batch);
            if (old < batch.size()) {
                force();
                sender.signal();
            }
            return old;
        });
    }

    void end(String id, long at) {
        locked(() -> {
            var entry = catalog.find(id);
            if (entry != null && entry.endedAt != at) {
                makeRoom();
                appender.end(entry, at);
                sender.signal();
            }
            return true;
        });
    }

    boolean remove(String id) {
        return locked(() -> {
            var entry = catalog.find(id);
            if (entry != null) {
                makeRoom();
                appender.remove(entry);
            }
            return entry != null;
        });
    }

    /** Begins a new segment when it is time to, and lets the oldest go when the buffer is full. */
    private void makeRoom() throws IOException {
        if (buffer.isLong()) {
            buffer.roll();
            appender.rolled();
        }
        if (indexed < buffer.current()) {
            index.save(catalog, new Index.Head(buffer.current(), buffer.samples()));
            indexed = buffer.current();
        }
        deleteSent();
        while (buffer.isFull() && buffer.oldest() < buffer.current()) {
            dropOldest();
        }
    }

    private void dropOldest() throws IOException {
        long oldest = buffer.oldest();
        var place = sender.place();
        long lost = buffer.samples(oldest) - (place.segment() == oldest ? place.done() : 0);
        buffer.deleteBefore(oldest + 1);
        dropped += lost;
        if (!dropping) {
            dropping = true;
            LOG.warn(
                    "{}: the buffer has its {} bytes and the server does not take them: the oldest {} samples are lost,"
                            + " and more until it does",
                    settings.folder(),
                    settings.bufferBytes(),
                    lost);
        }
    }

    private void deleteSent() throws IOException {
        buffer.deleteBefore(Math.min(sender.place().segment(), indexed));
    }

    private void force() {
        long now = System.nanoTime();
        if (!settings.force().isZero() && now - forcedAt >= settings.force().toNanos()) {
            forcedAt = now;
            try {
                buffer.force();
            } catch (IOException e) {
                LOG.warn("{} cannot be forced to the disk: {}", settings.folder(), e.toString());
            }
        }
    }

    /** The server is done with a batch. */
    private void acknowledged(List<Batch.Reach> reaches) {
        lock.lock();
        try {
            dropping = false;
            long keptMillis = settings.recent().toMillis();
            long olderThan = keptMillis == 0 ? Long.MAX_VALUE : clock.millis() - keptMillis;
            for (var reach : reaches) {
                var line = reach.line();
                if (line.entry == null) {
                    line.entry = catalog.find(line.id, line.generation).orElse(null);
                }
                if (line.entry != null) {
                    catalog.sent(line.entry, reach.upTo(), olderThan);
                }
            }
            deleteSent();
        } catch (IOException e) {
            LOG.warn("{}: what was sent cannot be deleted: {}", settings.folder(), e.toString());
        } finally {
            lock.unlock();
        }
    }

    <T> T read(Function<Catalog, T> work) {
        return locked(() -> work.apply(catalog));
    }

    Usage usage() {
        return locked(() -> new Usage(
                catalog.size(),
                buffer.bytes(),
                Files.getFileStore(settings.folder()).getUsableSpace()));
    }

    /** Figures of the moment. */
    Figures figures() {
        lock.lock();
        try {
            return new Figures(
                    sender.sent(),
                    sender.refused(),
                    dropped,
                    sender.requests(),
                    sender.failures(),
                    sender.waiting(),
                    buffer.bytes(),
                    sender.oldestAt() == 0 ? 0 : Math.max(0, (clock.millis() - sender.oldestAt()) / 1e3));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try (folderLock;
                buffer;
                cursor;
                sender) {
            if (!closed && !settings.force().isZero()) {
                buffer.force();
            }
            closed = true;
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            lock.unlock();
        }
    }

    private interface Io<T> {
        T get() throws IOException;
    }

    private <T> T locked(Io<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException(
                        StoreException.Kind.UNAVAILABLE, settings.folder() + ": the store is closed; ask for it anew");
            }
            return attempt(work);
        } finally {
            lock.unlock();
        }
    }

    private <T> T attempt(Io<T> work) {
        try {
            return work.get();
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
