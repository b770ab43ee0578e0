package org.redeye.store.prometheus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;

/**
 * Puts what changes into the buffer, and then into the catalog: if the buffer refuses, nothing has happened. Guarded by the
 * lock of the store.
 */
final class Appender {

    /** Samples in a batch. */
    private static final int MOST = 100_000;

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Catalog catalog;
    private final Buffer buffer;
    private final Change change = new Change();

    /** Series that begin with the batch that is being written. */
    private final List<Entry> fresh = new ArrayList<>();
    /** Series that it says something of for the first time in this segment. */
    private final List<Entry> defined = new ArrayList<>();
    /** Series whose key changes with it. */
    private final List<Rekeyed> rekeyed = new ArrayList<>();
    /** How many series the segment knows. */
    private int numbers;

    private record Rekeyed(Entry entry, SeriesKey before) {}

    Appender(Catalog catalog, Buffer buffer) {
        this.catalog = catalog;
        this.buffer = buffer;
    }

    /** A new segment has begun. */
    void rolled() {
        numbers = 0;
    }

    /** @return how many samples were too old */
    int append(List<Sample> batch) throws IOException {
        if (batch.size() > MOST) {
            throw new IllegalArgumentException(batch.size() + " samples in one batch; at most " + MOST + " are taken");
        }
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
        return batch.size() - taken;
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
            numbers -= defined.size(); // a reader counts them, too
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

    void end(Entry entry, long at) throws IOException {
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
    }

    void remove(Entry entry) throws IOException {
        change.begin();
        change.remove(entry.id, entry.generation);
        buffer.append(change);
        catalog.remove(entry);
    }
}
