package org.redeye.channels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may try next: a few at once in all and by each channel, so that a channel that hangs takes no turn from the others. Within
 * a channel in order, among channels in turn. Thread-safe.
 */
final class Turns {

    /** Tries at once. */
    static final int MOST = 32;
    /** Tries at once by one channel. */
    static final int MOST_EACH = 4;
    /** Tries that wait, all channels together. */
    static final int MOST_WAITING = 10_000;

    private final Map<String, Deque<Runnable>> lines = new LinkedHashMap<>();
    private final Map<String, Integer> going = new HashMap<>();
    private int all;
    private int waiting;

    /** Begins a try, now or when it is its turn. @return false, and it never begins, if too many wait */
    boolean take(String channel, Runnable begin) {
        synchronized (this) {
            if (waiting >= MOST_WAITING) {
                return false;
            }
            lines.computeIfAbsent(channel, any -> new ArrayDeque<>()).add(begin);
            waiting++;
        }
        goOn();
        return true;
    }

    /** A try is over. */
    void done(String channel) {
        synchronized (this) {
            all--;
            going.computeIfPresent(channel, (any, count) -> count == 1 ? null : count - 1);
        }
        goOn();
    }

    synchronized int waiting() {
        return waiting;
    }

    synchronized int going() {
        return all;
    }

    private void goOn() {
        next().forEach(Runnable::run); // without the lock: a try may be over at once
    }

    private synchronized List<Runnable> next() {
        var next = new ArrayList<Runnable>();
        boolean some = true;
        while (some) {
            some = false;
            for (String channel : List.copyOf(lines.keySet())) {
                if (all < MOST && going.getOrDefault(channel, 0) < MOST_EACH) {
                    next.add(first(channel));
                    some = true;
                }
            }
        }
        return next;
    }

    /** Takes the first of a line; the line goes behind the others. */
    private Runnable first(String channel) {
        Deque<Runnable> line = lines.remove(channel);
        Runnable first = line.remove();
        if (!line.isEmpty()) {
            lines.put(channel, line);
        }
        going.merge(channel, 1, Integer::sum);
        all++;
        waiting--;
        return first;
    }
}
