package org.redeye.checks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of what is due, the earliest first, from which an entry can be taken out anywhere. Times are
 * compared by their difference, so that a clock may overflow. Not thread-safe.
 */
final class Heap<E extends Heap.Entry> {

    /** Something due. Is in one heap at most. */
    abstract static class Entry {
        private long due;
        private int place = -1;

        final long due() {
            return due;
        }
    }

    private final List<E> entries = new ArrayList<>();

    List<E> all() {
        return List.copyOf(entries);
    }

    @Nullable
    E peek() {
        return entries.isEmpty() ? null : entries.get(0);
    }

    /** Puts an entry in, or moves it if it is in. */
    void put(E entry, long due) {
        Entry fields = entry;
        fields.due = due;
        if (fields.place < 0) {
            fields.place = entries.size();
            entries.add(entry);
        }
        up(fields.place);
        down(fields.place);
    }

    /** Takes an entry out; nothing happens if it is not in. */
    void remove(E entry) {
        Entry fields = entry;
        int place = fields.place;
        if (place < 0) {
            return;
        }
        fields.place = -1;
        E last = entries.remove(entries.size() - 1);
        if (last != entry) {
            set(place, last);
            up(place);
            down(((Entry) last).place);
        }
    }

    private void up(int place) {
        E entry = entries.get(place);
        while (place > 0) {
            int parent = (place - 1) >> 1;
            E above = entries.get(parent);
            if (above.due() - entry.due() <= 0) {
                break;
            }
            set(place, above);
            place = parent;
        }
        set(place, entry);
    }

    private void down(int place) {
        E entry = entries.get(place);
        while (true) {
            int child = 2 * place + 1;
            if (child >= entries.size()) {
                break;
            }
            if (child + 1 < entries.size()
                    && entries.get(child + 1).due() - entries.get(child).due() < 0) {
                child++;
            }
            if (entries.get(child).due() - entry.due() >= 0) {
                break;
            }
            set(place, entries.get(child));
            place = child;
        }
        set(place, entry);
    }

    private void set(int place, E entry) {
        entries.set(place, entry);
        ((Entry) entry).place = place;
    }
}
