package org.redeye.store.prometheus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.redeye.api.platform.Meter;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore.Usage;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node knows of its series: the catalog, the buffer, and the order of things. First the record is on disk, then
 * the catalog has it; what the disk refused has not happened. Thread-safe.
 */
final class Ledger implements Closeable {

    /** Samples in a batch. */
    private static final int MOST = 100_000;

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(366);
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
    private final Change change = new Change();

    /** Series that begin with the batch that is being written, and those it defines in this segment. */
    private final List<Entry> fresh = new ArrayList<>();

    private final List<Entry> defined = new ArrayList<>();
    private final List<Rekeyed> rekeyed = new ArrayList<>();

    private record Rekeyed(Entry entry, SeriesKey before) {}

    /** The first segment that the index has not got. */
    private long indexed;

    private int numbers;
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
        if (batch.size() > MOST) {
            throw new IllegalArgumentException(batch.size() + " samples in one batch; at most " + MOST + " are taken");
        }
        return locked(() -> {
            makeRoom();
            change.begin();
            var targets = new @Nullable Entry[batch.size()];
            int taken = 0;
            boolean written = false;
            try {
                taken = encode(batch, targets);
                if (taken > 0) {
                    buffer.append(change);
                }
                written = true;
            } finally {
                settle(batch, targets, written);
            }
            if (taken > 0) {
                force();
                sender.signal();
            }
            return batch.size() - taken;
        });
    }

    private int encode(List<Sample> batch, @Nullable Entry[] targets) {
        int taken = 0;
        for (int i = 0; i < targets.length; i++) {
            var sample = batch.get(i);
            if (sample.at() >= 0) {
                var entry = entry(sample.key());
                if (entry.isLater(sample.at())) {
                    entry.claimedAt = sample.at();
                    define(entry);
                    change.sample(entry.number, sample.at(), sample.value());
                    targets[i] = entry;
                    taken++;
                }
            }
        }
        return taken;
    }

    private Entry entry(SeriesKey key) {
        var known = catalog.find(key);
        if (known != null) {
            return known;
        }
        check(key);
        known = catalog.find(key.id());
        if (known == null) {
            known = new Entry(key, catalog.generation(key.id()));
            catalog.add(known);
            fresh.add(known);
        } else {
            rekeyed.add(new Rekeyed(known, known.key));
            catalog.rekey(known, key);
            known.segment = -1;
        }
        return known;
    }

    private static void check(SeriesKey key) {
        var step = key.step();
        if (step.compareTo(SHORTEST) < 0 || step.compareTo(LONGEST) > 0 || step.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException("Series " + key.id() + ": a step of " + step
                    + " cannot be stored; expected whole milliseconds, 100 ms to 366 days");
        }
    }

    private void define(Entry entry) {
        if (entry.segment != buffer.current()) {
            entry.segment = buffer.current();
            entry.number = numbers++;
            defined.add(entry);
            change.define(entry.number, entry.key, entry.generation);
        }
    }

    /** The catalog follows the disk; if that refused, nothing has happened. */
    private void settle(List<Sample> batch, @Nullable Entry[] targets, boolean written) {
        for (int i = 0; i < targets.length; i++) {
            var entry = targets[i];
            if (entry != null && written) {
                catalog.take(entry, batch.get(i).at(), batch.get(i).value());
            } else if (entry != null) {
                entry.claimedAt = entry.lastAt;
            }
        }
        if (!written) {
            defined.forEach(entry -> entry.segment = -1);
            for (int i = rekeyed.size() - 1; i >= 0; i--) {
                catalog.rekey(rekeyed.get(i).entry(), rekeyed.get(i).before());
                rekeyed.get(i).entry().segment = -1;
            }
        }
        // a series whose only sample was passed over has not begun
        fresh.stream().filter(entry -> entry.lastAt == Long.MIN_VALUE).forEach(catalog::forget);
        defined.clear();
        rekeyed.clear();
        fresh.clear();
    }

    void end(String id, long at) {
        locked(() -> {
            var entry = catalog.find(id);
            if (entry != null && entry.endedAt != at) {
                makeRoom();
                change.begin();
                boolean written = false;
                try {
                    define(entry);
                    change.end(entry.number, at, entry.lastAt);
                    buffer.append(change);
                    written = true;
                } finally {
                    settle(List.of(), new Entry[0], written);
                }
                entry.endedAt = at;
                sender.signal();
            }
            return true;
        });
    }

    boolean remove(String id) {
        return locked(() -> {
            var entry = catalog.find(id);
            if (entry == null) {
                return false;
            }
            makeRoom();
            change.begin();
            change.remove(id, entry.generation);
            buffer.append(change);
            catalog.remove(entry);
            return true;
        });
    }

    /** Begins a new segment when it is time to, and lets the oldest go when the buffer is full. */
    private void makeRoom() throws IOException {
        if (buffer.isLong()) {
            buffer.roll();
            numbers = 0;
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
                catalog.find(reach.line().id, reach.line().generation)
                        .ifPresent(entry -> catalog.sent(entry, reach.upTo(), olderThan));
            }
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

    List<Meter> meters() {
        lock.lock();
        try {
            long oldest = sender.oldestAt();
            return List.of(
                    Meter.counter("store_prometheus_sent_total", "Samples the server took", sender.sent()),
                    Meter.counter(
                            "store_prometheus_refused_total", "Samples the server refused for good", sender.refused()),
                    Meter.counter(
                            "store_prometheus_dropped_total", "Samples lost because the buffer was full", dropped),
                    Meter.counter("store_prometheus_requests_total", "Requests with samples", sender.requests()),
                    Meter.counter(
                            "store_prometheus_retries_total", "Requests that had to be repeated", sender.failures()),
                    Meter.gauge("store_prometheus_waiting", "Samples that wait on disk", sender.waiting()),
                    Meter.gauge("store_prometheus_buffer_bytes", "Bytes of the buffer on disk", buffer.bytes()),
                    Meter.gauge(
                            "store_prometheus_behind_seconds",
                            "Age of the oldest sample that is being sent",
                            oldest == 0 ? 0 : Math.max(0, (clock.millis() - oldest) / 1e3)));
        } finally {
            lock.unlock();
        }
    }

    /** Samples lost because the buffer was full. */
    long dropped() {
        return read(now -> dropped);
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
