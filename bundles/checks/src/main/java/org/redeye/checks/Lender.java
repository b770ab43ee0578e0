package org.redeye.checks;

import java.util.concurrent.Executor;

/**
 * Lends threads of a pool to lanes, and keeps account of those that are left with calls of replaced probes: they may
 * never come back, and no new lane may bring an endless number of them about. Thread-safe.
 */
final class Lender {

    private final Executor pool;
    private final int mostLeft;

    // guarded by this
    private int left;
    private int hung;

    /**
     * @param pool may refuse when all threads are taken
     * @param mostLeft how many threads may be left with replaced probes, all probes together
     */
    Lender(Executor pool, int mostLeft) {
        this.pool = pool;
        this.mostLeft = mostLeft;
    }

    /** Lends a thread, or throws {@link java.util.concurrent.RejectedExecutionException}. */
    void lend(Runnable work) {
        pool.execute(work);
    }

    /** Leaves threads with a replaced probe. @return false, and none is left, if they would be too many */
    synchronized boolean leave(int threads) {
        if (left + threads > mostLeft) {
            return false;
        }
        left += threads;
        return true;
    }

    /** A thread that was left has come back. */
    synchronized void back() {
        left--;
    }

    /** So many more calls of replaced probes go on past their deadline; negative if they have returned. */
    synchronized void hang(int more) {
        hung += more;
    }

    /** How many threads are left with replaced probes. */
    synchronized int left() {
        return left;
    }

    /** How many of these are in calls that go on past their deadline. */
    synchronized int hung() {
        return hung;
    }
}
