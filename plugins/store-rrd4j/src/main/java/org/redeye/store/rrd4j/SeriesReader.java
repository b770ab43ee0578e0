package org.redeye.store.rrd4j;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;
import org.rrd4j.core.InvalidRrdException;

/**
 * Answers what is asked of series: out of memory if that is of late, else out of the file and what waits for it. The lock of
 * the store is held for a moment only. Thread-safe.
 */
final class SeriesReader {

    /** Makes an answer. */
    interface Answer<T> {
        T from(PointReader reader) throws IOException;
    }

    /**
     * What is asked.
     *
     * @param from milliseconds since the epoch
     * @param to milliseconds since the epoch; greater
     * @param step milliseconds
     */
    record Question<T>(long from, long to, long step, Answer<T> answer) {}

    /**
     * What is known in memory of a series.
     *
     * @param runs what is not in its file yet; empty if there is a tail
     * @param tail has the answer if that begins at {@code tailFirst} or later
     * @param end the slot after the last
     */
    private record View(
            Entry entry,
            SeriesKey key,
            long firstAt,
            List<Pending.Run> runs,
            @Nullable Rows tail,
            long tailFirst,
            long end) {

        static View of(Entry entry, boolean withTail) {
            var tail = withTail ? entry.tail : null;
            long end = entry.lastSlot + 1;
            if (tail == null) {
                return new View(entry, entry.key, entry.firstAt, entry.pending.runs(), null, 0, end);
            }
            tail.used = true;
            return new View(entry, entry.key, entry.firstAt, List.of(), tail.rows(), tail.first(), end);
        }

        PointReader reader(Rows rows, Question<?> question) {
            return PointReader.of(rows, key, firstAt, question.from(), question.to(), question.step());
        }
    }

    private record Found<T>(T answer, Optional<Tail> tail) {}

    private final StoreLock lock;
    private final Catalog catalog;
    private final SeriesFiles files;
    private final Tails tails;

    SeriesReader(StoreLock lock, Catalog catalog, SeriesFiles files, Tails tails) {
        this.lock = lock;
        this.catalog = catalog;
        this.files = files;
        this.tails = tails;
    }

    /** @return empty if there is no such series */
    <T> Optional<T> read(String id, Question<T> question) {
        if (question.to() <= question.from()) {
            throw new IllegalArgumentException(
                    "Nothing lies in [" + question.from() + ", " + question.to() + "): 'to' must be greater");
        }
        return lock.locked(() -> Optional.ofNullable(catalog.find(id)).map(entry -> View.of(entry, true)))
                .map(view -> read(view, question));
    }

    private <T> T read(View view, Question<T> question) {
        var tail = view.tail();
        if (tail == null) {
            return readFile(view, question);
        }
        var reader = view.reader(tail, question);
        if (reader.begin() >= view.tailFirst()) {
            return lock.attempt(() -> question.answer().from(reader));
        }
        return readFile(lock.locked(() -> View.of(view.entry(), false)), question);
    }

    private <T> T readFile(View view, Question<T> question) {
        try {
            Found<T> found = files.read(view.entry(), view.runs(), rows -> {
                T answer = question.answer().from(view.reader(rows, question));
                return new Found<>(answer, tail(view, rows, question.from()));
            });
            // not before: who holds the monitor of an entry must not wait for the lock
            found.tail().ifPresent(tail -> keep(view, tail));
            return found.answer();
        } catch (InvalidRrdException e) {
            throw new StoreException(
                    StoreException.Kind.CORRUPT,
                    files.path(view.entry()) + ": the file of series " + view.entry().id + " is damaged ("
                            + e.getMessage() + "). It will be put aside when its next samples are written;"
                            + " put back a copy to keep its past.",
                    e);
        } catch (IOException e) {
            throw lock.unavailable(e);
        }
    }

    /** The latest slots, if it is them that are asked for. */
    private static Optional<Tail> tail(View view, Rows rows, long from) throws IOException {
        long first = view.end() - Tail.SIZE;
        if (rows.end() != view.end() || Math.floorDiv(from, view.key().step().toMillis()) < first) {
            return Optional.empty();
        }
        double[] latest = rows.values(rows.archives().get(0), Consolidation.AVERAGE, first, view.end());
        return Optional.of(new Tail(rows.layout(), view.end(), latest));
    }

    /** Unless samples came meanwhile: whoever asks next tries again. */
    private void keep(View view, Tail tail) {
        lock.locked(() -> {
            var entry = view.entry();
            if (entry.lastSlot + 1 == view.end() && !entry.removed) {
                tails.keep(entry, tail);
            }
            return true;
        });
    }
}
