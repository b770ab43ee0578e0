package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.SeriesKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renames, joins, retires series. One record of the journal says all of it: before it, all is old, after it, all is new. New
 * files are whole on the disk before, old ones go after. Guarded by the lock of the store.
 */
final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    /** Of retired series, so many are removed at once at most: an append waits for it. */
    private static final int SLICE = 16;

    private final Catalog catalog;
    private final SeriesFiles files;
    private final Merger merger;
    private final Journal journal;
    private final Appender appender;
    private final RecordWriter record = new RecordWriter();

    Upkeep(Catalog catalog, SeriesFiles files, Journal journal, Appender appender) {
        this.catalog = catalog;
        this.files = files;
        this.merger = new Merger(files);
        this.journal = journal;
        this.appender = appender;
    }

    /** @throws IllegalArgumentException if there is no such series */
    Entry find(String id) {
        var entry = catalog.find(id);
        if (entry == null) {
            throw new IllegalArgumentException("There is no series '" + id + "'.");
        }
        return entry;
    }

    Entry rename(String id, String check, String metric, String item) throws IOException {
        var entry = find(id);
        var old = entry.key;
        var key = new SeriesKey(check, metric, item, old.unit(), old.node(), old.step());
        if (check.isBlank() || metric.isBlank()) {
            throw new IllegalArgumentException(
                    "Series '" + id + "' cannot become '" + key.id() + "'; expected a check and a metric.");
        }
        if (key.id().equals(id)) {
            return entry;
        }
        if (catalog.find(key.id()) != null) {
            throw new IllegalStateException("There is a series '" + key.id()
                    + "' already; join the two, or remove that one first. Nothing was done.");
        }
        if (entry.redo != null) {
            throw new IOException("the file of series " + id + " could not be written before");
        }
        write(entry, key);
        try {
            move(entry, key);
        } catch (IOException e) {
            catalog.rename(entry, old);
            // if even this fails, the next start ends what was begun
            write(entry, old);
            throw e;
        }
        return entry;
    }

    private void move(Entry entry, SeriesKey key) throws IOException {
        // who reads meanwhile must not look for the file in its new place before it is there
        synchronized (entry) {
            Path before = files.path(entry);
            catalog.rename(entry, key);
            files.move(entry, before);
        }
    }

    private void write(Entry entry, SeriesKey key) throws IOException {
        record.begin();
        record.series(entry.number, key, entry.firstAt);
        journal.appendForced(record);
    }

    Entry join(String from, String into) throws IOException {
        var first = find(from);
        var second = find(into);
        if (first == second) {
            throw new IllegalArgumentException("Series '" + from + "' cannot be joined with itself.");
        }
        if (!first.key.unit().equals(second.key.unit())) {
            throw new IllegalStateException("Series '" + from + "' is in '" + first.key.unit() + "', series '" + into
                    + "' in '" + second.key.unit() + "'; only series of one unit can be joined. Nothing was done.");
        }
        var merged = merged(second.key, List.of(first, second));
        merged.retiredAt = second.retiredAt;
        merger.merge(List.of(first, second), merged);
        replace(List.of(first, second), merged);
        return merged;
    }

    /** What a backup has of a series goes before what is known of it now. @return whether the series was there */
    boolean restore(BackupFile.Series saved) throws IOException {
        var there = catalog.find(saved.entry().id);
        var parts = there == null ? List.of(saved.entry()) : List.of(saved.entry(), there);
        var merged = merged(there == null ? saved.entry().key : there.key, parts);
        merged.endedAt = there == null ? saved.entry().endedAt : there.endedAt;
        merged.retiredAt = there == null ? saved.entry().retiredAt : there.retiredAt;
        var now = there == null ? List.<Entry>of() : List.of(there);
        merger.merge(saved.image(), saved.entry().stepMillis, now, merged);
        replace(now, merged);
        return there != null;
    }

    /** A series that begins with the first and ends with the last of others. */
    private Entry merged(SeriesKey key, List<Entry> parts) {
        long firstAt = parts.stream().mapToLong(part -> part.firstAt).min().orElseThrow();
        var merged = new Entry(catalog.nextNumber(), key, firstAt);
        @Nullable Entry latest = null;
        for (var part : parts) {
            if (part.lastSlot != Long.MIN_VALUE && (latest == null || part.lastAt >= latest.lastAt)) {
                latest = part;
            }
        }
        merged.last(latest == null ? firstAt : latest.lastAt, latest == null ? Double.NaN : latest.lastValue);
        merged.endedAt = latest == null ? 0 : latest.endedAt;
        return merged;
    }

    /** The file of the new one is there. */
    private void replace(List<Entry> old, Entry merged) throws IOException {
        record.begin();
        old.forEach(entry -> record.remove(entry.number));
        record.series(merged.number, merged.key, merged.firstAt);
        record.last(merged.number, merged.lastAt, merged.lastValue, merged.endedAt);
        if (merged.retiredAt != 0) {
            record.retire(merged.number, merged.retiredAt);
        }
        try {
            // the old files go next: the record must not be lost to a power failure after that
            journal.appendForced(record);
        } catch (IOException e) {
            files.delete(merged);
            throw e;
        }
        old.forEach(appender::drop);
        catalog.add(merged);
    }

    Entry retire(String id, long at) throws IOException {
        var entry = find(id);
        if (entry.retiredAt != at) {
            record.begin();
            record.retire(entry.number, at);
            journal.append(record);
            entry.retiredAt = at;
        }
        return entry;
    }

    /** Removes series that were retired before a time, a few at once. */
    void purge(long before) throws IOException {
        var due = catalog.all().stream()
                .filter(entry -> entry.retiredAt != 0 && entry.retiredAt < before)
                .limit(SLICE)
                .toList();
        for (var entry : due) {
            appender.remove(entry.id);
            LOG.info("Series {}: retired long enough, it is removed", entry.id);
        }
    }
}
