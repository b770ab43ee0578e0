package org.redeye.packages.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is still to be written down, oldest first. Bounded by merging: where there are too many entries, the oldest that has
 * a later one of the same package is joined with it; so there are never more than the bound or the number of packages,
 * whichever is greater. Thread-safe.
 */
final class Backlog {

    private final int most;
    private final Joining joining;
    private final List<Entry> entries = new ArrayList<>();
    private long merged;

    /** @param joining is told of two entries that become one */
    Backlog(int most, Joining joining) {
        this.most = most;
        this.joining = joining;
    }

    /** Two entries become one. */
    interface Joining {
        /** Is told before it is done. */
        void join(Entry older, Entry later, Entry joined);
    }

    synchronized void add(Entry entry) {
        entries.add(entry);
        for (int oldest = 0; entries.size() > most && oldest < entries.size(); oldest++) {
            int later = nextOf(oldest);
            if (later > 0) {
                Entry joined = entries.get(oldest).with(entries.get(later));
                joining.join(entries.get(oldest), entries.get(later), joined);
                entries.set(later, joined);
                entries.remove(oldest);
                merged++;
                return;
            }
        }
    }

    private int nextOf(int index) {
        for (int i = index + 1; i < entries.size(); i++) {
            if (entries.get(i).name().equals(entries.get(index).name())) {
                return i;
            }
        }
        return -1;
    }

    /** Whether there is a later one of the same package. */
    synchronized boolean hasMore(Entry entry) {
        return entries.stream().anyMatch(each -> each != entry && each.name().equals(entry.name()));
    }

    /** All there are now. */
    synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** The oldest. */
    synchronized Optional<Entry> first() {
        return entries.stream().findFirst();
    }

    /** Takes one out that was written down; if it was merged meanwhile, the words stay with the later one. */
    synchronized void done(Entry entry) {
        entries.removeIf(each -> each == entry);
    }

    synchronized int size() {
        return entries.size();
    }

    /** How many were joined with a later one. */
    synchronized long merged() {
        return merged;
    }
}
