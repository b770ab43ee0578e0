package org.redeye.checks;

import java.time.Duration;

/**
 * When the slots of a check are: slot k at {@code phase + k × interval} milliseconds after the epoch. Time zones, leap
 * seconds and restarts do not move them.
 *
 * @param phase milliseconds, from 0 to below the interval
 * @param interval milliseconds between two slots; at least 1
 */
record Schedule(long phase, long interval) {

    /** Stands for "no slot". */
    static final long NONE = Long.MIN_VALUE;

    /** The schedule of a check: its phase is a hash of its id, so it is the same on every node and after a restart. */
    static Schedule of(String id, Duration every) {
        long interval = Math.max(1, every.toMillis());
        return new Schedule(Long.remainderUnsigned(hash(id), interval), interval);
    }

    /** The time of a slot, milliseconds since the epoch. */
    long time(long slot) {
        return phase + slot * interval;
    }

    /** The latest slot at or before a time. */
    long slotAt(long time) {
        return Math.floorDiv(time - phase, interval);
    }

    /** The time, or the last one that a store still keeps as that of this slot; see {@link Manual#place}. */
    long within(long slot, long time) {
        return Math.min(time, (slot + 1) * interval - 1);
    }

    /** FNV-1a, 64 bits, over the UTF-16 units, then the finalizer of MurmurHash3, which spreads similar ids. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
