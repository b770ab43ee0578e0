package org.redeye.store.rrd4j;

import org.jspecify.annotations.Nullable;

/**
 * Which series have a tail in memory: those that are asked for what just was, so many at most. The one that was not asked
 * for since the hand came by last gives way. Guarded by the lock of the store.
 */
final class Tails {

    private final @Nullable Entry[] places;
    private int hand;

    /** @param bytes of memory that they may take, about */
    Tails(long bytes) {
        this.places = new Entry[(int) (bytes / Tail.BYTES)];
    }

    /** Gives a series a tail. */
    void keep(Entry entry, Tail tail) {
        if (places.length == 0) {
            return;
        }
        boolean has = entry.tail != null;
        entry.tail = tail;
        if (has) {
            return;
        }
        while (isInUse(places[hand])) {
            hand = (hand + 1) % places.length;
        }
        var before = places[hand];
        if (before != null) {
            before.tail = null;
        }
        places[hand] = entry;
        hand = (hand + 1) % places.length;
    }

    private static boolean isInUse(@Nullable Entry entry) {
        var tail = entry == null ? null : entry.tail;
        if (tail == null || !tail.used) {
            return false;
        }
        tail.used = false;
        return true;
    }
}
