package org.redeye.checks;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A number of places, and the runs that wait for one. Not thread-safe. */
final class Gate {

    private final ArrayDeque<Run> waiters = new ArrayDeque<>();
    private int limit;
    private int used;
    private int users;

    Gate(int limit) {
        this.limit = Math.max(1, limit);
    }

    void limit(int places) {
        limit = Math.max(1, places);
    }

    boolean free() {
        return used < limit;
    }

    /** One more check goes through here. */
    Gate join() {
        users++;
        return this;
    }

    /** One check less goes through here. @return whether none does any more */
    boolean part() {
        return --users == 0;
    }

    int used() {
        return used;
    }

    int limit() {
        return limit;
    }

    void enter() {
        used++;
    }

    void leave() {
        used--;
    }

    void await(Run run) {
        waiters.add(run);
    }

    @Nullable
    Run nextWaiter() {
        return waiters.poll();
    }

    void giveUp(Run run) {
        waiters.remove(run);
    }
}
