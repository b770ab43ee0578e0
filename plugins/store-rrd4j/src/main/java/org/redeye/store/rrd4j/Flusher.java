package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the journal into the files, a slice after each append, so that no thread is needed and no append waits long.
 * When a journal is long or old enough, a new one begins; when all that the old one holds is in the files, a snapshot of
 * the catalog is written and the old one deleted. Guarded by the lock of the store.
 */
final class Flusher {

    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    private static final int SLICE = 32;
    private static final int SLICE_BYTES = 1 << 20;
    /** Milliseconds until a failed work is tried again. */
    private static final long RETRY = 5_000;
    /** So many times its wanted length, all journals together may grow while the files cannot be written. */
    private static final int MOST_JOURNALS = 4;
    /** Bytes of memory that a sample takes until it is in its file, with what its array has to spare. */
    private static final int SAMPLE_BYTES = 12;

    private final Disk disk;
    private final Settings settings;
    private final Path index;
    private final Journal journal;
    private final Catalog catalog;
    private final SeriesFiles files;
    private final LongSupplier millis;
    private final RecordWriter record = new RecordWriter();

    private final Deque<Entry> queue = new ArrayDeque<>();
    private int total;
    private long rolledAt;
    private long forcedAt;
    private long retryAt;
    private boolean faulty;
    /** Bytes of images in the journal that is written now, and in the older ones; they say nothing new. */
    private long images;

    private long oldImages;
    private long indexBytes;

    Flusher(
            Disk disk,
            Settings settings,
            Path index,
            Journal journal,
            Catalog catalog,
            SeriesFiles files,
            LongSupplier millis) {
        this.disk = disk;
        this.settings = settings;
        this.index = index;
        this.journal = journal;
        this.catalog = catalog;
        this.files = files;
        this.millis = millis;
        this.rolledAt = millis.getAsLong();
        this.forcedAt = rolledAt;
        this.retryAt = rolledAt;
        if (journal.hasOld()) {
            enqueue();
        }
    }

    /** @throws StoreException UNAVAILABLE if the journals have grown as far as they may */
    void admit() {
        if (!isOverfull()) {
            return;
        }
        try {
            // the first may leave a journal that is too long by itself
            drainAll();
            drainAll();
        } catch (IOException e) {
            failed(e);
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    settings.folder() + ": the journal holds " + journal.total()
                            + " bytes and may not grow, because the files cannot be written (" + e.getMessage()
                            + "). Nothing of the batch was stored; look at the disk: free space, rights, errors.",
                    e);
        }
    }

    private boolean isOverfull() {
        long load = Math.max(journal.total() - oldImages - images, journal.totalSamples() * SAMPLE_BYTES);
        return load > MOST_JOURNALS * settings.journalBytes();
    }

    /** After an append: what is due by now. A failure does not concern what was appended. */
    void work() {
        long now = millis.getAsLong();
        if (now < retryAt) {
            return;
        }
        try {
            force(now);
            roll(now);
            drain(now);
            if (faulty) {
                LOG.info("{}: the series files can be written again", settings.folder());
                faulty = false;
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        retryAt = millis.getAsLong() + RETRY;
        if (!faulty) {
            LOG.warn(
                    "{}: the series files cannot be written ({}). Samples are safe in the journal as long as it may"
                            + " grow; free disk space or look at the disk.",
                    settings.folder(),
                    e.toString());
        }
        faulty = true;
    }

    private void force(long now) throws IOException {
        if (!settings.force().isZero() && now - forcedAt >= settings.force().toMillis()) {
            journal.force();
            forcedAt = now;
        }
    }

    private void roll(long now) throws IOException {
        boolean old = now - rolledAt >= settings.flush().toMillis();
        boolean due = load() >= settings.journalBytes() || old && !journal.isBlank();
        if (due && !journal.hasOld()) {
            roll();
        }
    }

    /** What the journal that is written now holds: bytes on the disk or in memory, whichever are more. */
    private long load() {
        return Math.max(journal.length() - images, journal.samples() * SAMPLE_BYTES);
    }

    private void roll() throws IOException {
        if (!settings.force().isZero()) {
            journal.force();
        }
        journal.roll();
        oldImages += images;
        images = 0;
        rolledAt = millis.getAsLong();
        enqueue();
    }

    private void enqueue() {
        queue.clear();
        for (var entry : catalog.all()) {
            if (!entry.pending.isEmpty() || entry.redo != null || entry.unforced) {
                queue.add(entry);
            }
        }
        total = queue.size();
    }

    private void drain(long now) throws IOException {
        if (!journal.hasOld()) {
            return;
        }
        // done when half the time or half the room until the next roll is used up
        double byRoom = load() / (settings.journalBytes() * 0.5);
        double byTime = (now - rolledAt) / Math.max(1.0, settings.flush().toMillis() * 0.5);
        double share = Math.min(1, Math.max(byRoom, byTime));
        long left = total - (long) Math.ceil(total * share);
        while (!queue.isEmpty() && (share >= 1 || queue.size() - left >= SLICE)) {
            slice();
        }
        if (queue.isEmpty()) {
            finish();
        }
    }

    /** Works everything into the files at once. */
    void drainAll() throws IOException {
        if (!journal.hasOld()) {
            roll();
        }
        while (!queue.isEmpty()) {
            slice();
        }
        finish();
    }

    private void slice() throws IOException {
        var changes = changes();
        record.begin();
        for (var change : changes) {
            if (change.whole() == 0 && !change.ranges().isEmpty()) {
                record.image(change.entry().number, change.ranges());
            }
        }
        if (!record.isEmpty()) {
            journal.append(record);
            images += record.size();
            if (!settings.force().isZero()) {
                // or a power failure may leave a torn file and no image to mend it
                journal.force();
            }
        }
        for (var change : changes) {
            var entry = change.entry();
            if (change.whole() == 0) {
                entry.redo = change.ranges();
                entry.pending.clear();
            }
        }
        for (var change : changes) {
            files.write(change);
        }
        for (var change : changes) {
            files.settle(change.entry());
            change.entry().pending.clear();
            queue.remove();
        }
    }

    private List<SeriesFiles.Change> changes() throws IOException {
        var changes = new ArrayList<SeriesFiles.Change>(SLICE);
        int bytes = 0;
        for (var entry : queue) {
            if (changes.size() == SLICE || bytes > SLICE_BYTES) {
                break;
            }
            var change = entry.removed ? new SeriesFiles.Change(entry, List.of(), 0) : files.change(entry);
            bytes += change.bytes();
            changes.add(change);
        }
        return changes;
    }

    private void finish() throws IOException {
        files.forceFolders();
        indexBytes = catalog.save(disk, index, !settings.force().isZero());
        journal.dropOld();
        oldImages = 0;
    }

    /** Bytes of the index and the journals. */
    long bytes() {
        return indexBytes + journal.total();
    }

    void indexBytes(long bytes) {
        indexBytes = bytes;
    }
}
