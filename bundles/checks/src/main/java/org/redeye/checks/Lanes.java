package org.redeye.checks;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * The lanes of one living probe; what takes its place gets others, so that it does not inherit calls that hang.
 *
 * @param calls calls of {@code probe()}
 * @param blocking what the probe does within {@code blocking}
 * @param cancels cancelling a future runs code of the plugin, so it has threads of its own
 */
record Lanes(Lane calls, Lane blocking, Lane cancels) {

    private static final int MOST_CANCELS_WAITING = 10_000;

    /** The lanes of the probe that takes the place of this one. */
    Lanes next() {
        var next = new Lanes(calls.next(), blocking.next(), cancels.next());
        if (next.calls != calls) { // who waits there asks the new probe; the others wait with work of the old one
            calls.moveTo(next.calls);
        }
        return next;
    }

    /** Whether any lane is the same, because too many threads are left with replaced probes. */
    boolean shares(Lanes other) {
        return calls == other.calls || blocking == other.blocking || cancels == other.cancels;
    }

    /** Cancels a future that nobody waits for any more; left out if thousands hang in doing so already. */
    void cancel(CompletionStage<?> stage) {
        if (stage instanceof Future<?> future && cancels.waiting() < MOST_CANCELS_WAITING) {
            boolean unused = cancels.submit(new Lane.Job() {
                @Override
                void work() {
                    future.cancel(true);
                }
            });
        }
    }

    /** Lends threads to lanes that are stuck. @return whether calls wait */
    boolean nudge() {
        boolean waiting = calls.nudge();
        waiting |= blocking.nudge();
        waiting |= cancels.nudge();
        return waiting;
    }

    /** How many calls go on past their deadline. */
    int hung() {
        return calls.hung() + blocking.hung();
    }
}
