package org.redeye.sla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.redeye.api.check.CheckState;

/**
 * When a check came into which state: the newest of its past, of which the older part is stored. Thread-safe.
 *
 * @see TrackText
 */
final class Track {

    /** So many changes are one row of the store. */
    static final int FULL = 512;

    private static final CheckState[] STATES = CheckState.values();

    private long[] at = new long[2];
    private byte[] states = new byte[2];
    private int size;
    private final List<Track> full = new ArrayList<>();
    private boolean unsaved;

    /** A change of state. */
    record Change(long at, CheckState state) {}

    synchronized int size() {
        return size;
    }

    synchronized long first() {
        return size == 0 ? Long.MAX_VALUE : at[0];
    }

    synchronized long lastAt() {
        return size == 0 ? Long.MIN_VALUE : at[size - 1];
    }

    synchronized CheckState last() {
        return size == 0 ? CheckState.PENDING : STATES[states[size - 1]];
    }

    /** It is in this state since then; a time before the last change counts as that of the last change. */
    synchronized boolean append(long since, CheckState state) {
        if (size > 0 && last() == state) {
            return false;
        }
        long time = Math.max(since, lastAt());
        if (size > 0 && time == lastAt()) {
            states[size - 1] = (byte) state.ordinal(); // it was in the one before for no time
        } else {
            if (size == FULL) {
                turn();
            }
            put(size, time, state);
        }
        unsaved = true;
        return true;
    }

    /** It came into this state between two changes that are known already; what follows stays. */
    synchronized void insert(long since, CheckState state) {
        int index = 0;
        while (index < size && at[index] <= since) {
            index++;
        }
        if (index == 0 && size > 0 || index > 0 && (at[index - 1] == since || STATES[states[index - 1]] == state)) {
            return; // stored already, or nothing new
        }
        put(index, since, state);
        unsaved = true;
    }

    private void put(int index, long time, CheckState state) {
        if (size == at.length) {
            at = Arrays.copyOf(at, size * 2);
            states = Arrays.copyOf(states, size * 2);
        }
        System.arraycopy(at, index, at, index + 1, size - index);
        System.arraycopy(states, index, states, index + 1, size - index);
        at[index] = time;
        states[index] = (byte) state.ordinal();
        size++;
    }

    /** Begins a new row; this one waits to be stored for the last time. */
    private void turn() {
        var row = new Track();
        row.at = at;
        row.states = states;
        row.size = size;
        full.add(row);
        at = new long[2];
        states = new byte[2];
        size = 0;
    }

    /** The changes at hand, the oldest first. */
    synchronized List<Change> changes() {
        var changes = new ArrayList<Change>();
        full.forEach(row -> changes.addAll(row.changes()));
        for (int i = 0; i < size; i++) {
            changes.add(new Change(at[i], STATES[states[i]]));
        }
        return changes;
    }

    /** The rows that have to be stored. */
    synchronized List<List<Change>> unsaved() {
        if (!unsaved) {
            return List.of();
        }
        var rows = new ArrayList<List<Change>>();
        full.forEach(row -> rows.add(row.changes()));
        var open = new ArrayList<Change>();
        for (int i = 0; i < size; i++) {
            open.add(new Change(at[i], STATES[states[i]]));
        }
        rows.add(open);
        unsaved = false;
        return rows;
    }

    /** So many full rows are stored and need not be at hand. */
    synchronized void saved(int rows) {
        full.subList(0, Math.min(rows, full.size())).clear();
    }

    synchronized void failed() {
        unsaved = true;
    }
}
