package org.redeye.store.rrd4j;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what changes into the journal, and then into memory: if the journal refuses, nothing has happened. Guarded by the
 * lock of the store.
 */
final class Appender {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    /** Samples in a batch. */
    static final int MOST = 100_000;

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Catalog catalog;
    private final SeriesFiles files;
    private final Merger merger;
    private final Journal journal;
    private final RecordWriter record = new RecordWriter();

    /** Series that begin with the batch that is being written. */
    private final Map<String, Entry> fresh = new HashMap<>();
    /** Series whose key changes with it, in unit or node. */
    private final Map<Entry, SeriesKey> renamed = new HashMap<>();
    /** For each sample its series; null if it is passed over. */
    private @Nullable Entry[] targets = new Entry[64];

    Appender(Catalog catalog, SeriesFiles files, Journal journal) {
        this.catalog = catalog;
        this.files = files;
        this.merger = new Merger(files);
        this.journal = journal;
    }

    /** @return how many samples were too old */
    int append(List<Sample> batch) throws IOException {
        int size = batch.size();
        if (targets.length < size) {
            targets = new Entry[Math.max(size, targets.length * 2)];
        }
        try {
            resolve(batch);
            int taken = encode(batch);
            if (taken > 0) {
                journal.append(record);
                apply(batch);
            }
            return size - taken;
        } finally {
            for (int i = 0; i < size; i++) {
                var entry = targets[i];
                if (entry != null) {
                    entry.claimedSlot = entry.lastSlot;
                    targets[i] = null;
                }
            }
            fresh.clear();
            renamed.clear();
        }
    }

    private void resolve(List<Sample> batch) throws IOException {
        @Nullable Entry before = null;
        for (int i = 0; i < batch.size(); i++) {
            var sample = batch.get(i);
            if (sample.at() < 0) {
                continue;
            }
            @Nullable Entry likely = before == null ? null : before.next;
            Entry entry = likely != null && likely.key == sample.key() && !likely.removed && renamed.isEmpty()
                    ? likely
                    : find(sample.key(), sample.at());
            targets[i] = entry;
            before = entry;
        }
    }

    private Entry find(SeriesKey key, long at) throws IOException {
        var known = catalog.find(key);
        if (known != null && renamed.isEmpty()) {
            // the caller's own object is recognised faster next time
            known.key = key;
            return known;
        }
        String id = key.id();
        known = fresh.isEmpty() ? null : fresh.get(id);
        known = known == null ? catalog.find(id) : known;
        if (known == null) {
            check(key, id);
            known = new Entry(catalog.nextNumber(), key, at);
            fresh.put(id, known);
        } else if (!known.key.step().equals(key.step()) && !fresh.containsKey(id)) {
            check(key, id);
            return restep(known, key);
        } else if (!known.key.equals(key) || renamed.containsKey(known)) {
            renamed.put(known, fresh.containsKey(id) ? known.key : key);
        }
        return known;
    }

    private static void check(SeriesKey key, String id) {
        var step = key.step();
        if (step.compareTo(SHORTEST) < 0 || step.compareTo(LONGEST) > 0 || step.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException("Series " + id + ": a step of " + step
                    + " cannot be stored; expected whole milliseconds, 100 ms to 366 days");
        }
    }

    /** The time between two samples has changed: what is known moves to a file of the new step, in a step of its own. */
    private Entry restep(Entry old, SeriesKey key) throws IOException {
        var entry = new Entry(catalog.nextNumber(), key, old.firstAt);
        entry.last(old.lastAt, old.lastValue);
        entry.endedAt = old.endedAt;
        entry.retiredAt = old.retiredAt;
        merger.merge(List.of(old), entry);
        record.begin();
        record.remove(old.number);
        record.series(entry.number, key, entry.firstAt);
        record.last(entry.number, entry.lastAt, entry.lastValue, entry.endedAt);
        try {
            // the old file goes next: the record must not be lost to a power failure after that
            journal.appendForced(record);
        } catch (IOException e) {
            files.delete(entry);
            throw e;
        }
        LOG.info("Series {}: step {} becomes {}; what was stored is carried over", old.id, old.key.step(), key.step());
        drop(old);
        catalog.add(entry);
        return entry;
    }

    private int encode(List<Sample> batch) {
        record.begin();
        fresh.values().forEach(entry -> record.series(entry.number, entry.key, entry.firstAt));
        renamed.forEach((entry, key) -> record.series(entry.number, key, entry.firstAt));
        for (int i = 0; i < batch.size(); i++) {
            var entry = targets[i];
            if (entry != null) {
                var sample = batch.get(i);
                long slot = entry.slot(sample.at());
                if (slot > entry.claimedSlot) {
                    entry.claimedSlot = slot;
                    record.sample(entry.number, sample.at(), sample.value());
                } else {
                    targets[i] = null;
                }
            }
        }
        return record.samples();
    }

    private void apply(List<Sample> batch) {
        fresh.values().forEach(catalog::add);
        renamed.forEach(catalog::rename);
        @Nullable Entry before = null;
        for (int i = 0; i < batch.size(); i++) {
            var entry = targets[i];
            if (entry != null) {
                var sample = batch.get(i);
                entry.take(sample.at(), sample.value());
                if (before != null) {
                    before.next = entry;
                }
                before = entry;
            }
        }
    }

    boolean end(String id, long at) throws IOException {
        var entry = catalog.find(id);
        if (entry == null || entry.endedAt == at) {
            return false;
        }
        record.begin();
        record.end(entry.number, at);
        journal.append(record);
        entry.endedAt = at;
        return true;
    }

    boolean remove(String id) throws IOException {
        var entry = catalog.find(id);
        if (entry == null) {
            return false;
        }
        record.begin();
        record.remove(entry.number);
        journal.append(record);
        drop(entry);
        return true;
    }

    /** Gone from memory and disk. The journal says it is gone, so a file that cannot be deleted now is deleted at the next start. */
    void drop(Entry entry) {
        catalog.remove(entry);
        entry.removed = true;
        entry.unforced = false;
        entry.pending.clear();
        try {
            files.delete(entry);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", files.path(entry), e.toString());
        }
    }
}
