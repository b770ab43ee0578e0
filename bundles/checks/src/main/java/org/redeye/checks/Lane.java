package org.redeye.checks;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of calls into one probe and the few threads, lent by a pool, that work it off. A call that does not return
 * keeps its thread, so a lane bounds what one bad probe can take. When the probe is replaced its lane retires: it ends
 * what it has, and the new probe gets the {@link #next}. Thread-safe; calls nobody while it holds its lock.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Lender lender;
    private final int limit;
    private final boolean eager;

    private final ArrayDeque<Job> queue = new ArrayDeque<>();
    private int threads;
    private int hung;
    private boolean retired;
    private long taken;
    private long seen;

    /**
     * @param limit how many threads at most, those that hang included
     * @param eager whether each call that finds no idle thread asks for one more; otherwise a second thread comes only
     *     when the first is stuck, see {@link #nudge}, because waking threads costs more than most calls
     */
    Lane(Lender lender, int limit, boolean eager) {
        this.lender = lender;
        this.limit = limit;
        this.eager = eager;
    }

    /** One call. */
    abstract static class Job {
        private volatile @Nullable Lane lane;
        // guarded by the lane
        private @Nullable Thread thread;
        private boolean queued;
        private boolean overdue;

        /** Does it, on a thread of the lane. */
        abstract void work();

        /** Takes it back if it has not begun; if it is going on, interrupts it and counts it as hung until it returns. */
        final void giveUp() {
            Lane at = lane;
            if (at != null) {
                at.giveUp(this);
            }
        }

        /** Says that the call as such is over: from now on its thread is not interrupted. Called by the job itself. */
        final void returned() {
            Lane at = lane;
            if (at != null) {
                at.returned(this);
            }
        }
    }

    /** Queues a call. @return whether it may have to wait for one that is going on */
    boolean submit(Job job) {
        boolean grow;
        synchronized (this) {
            queue.add(job);
            job.queued = true;
            job.lane = this;
            // nobody nudges a lane that has retired
            grow = (eager || retired || threads == hung) && grow();
        }
        if (grow) {
            borrow();
        }
        return !grow;
    }

    /** Asks for one more thread if nothing has moved since the last time. @return whether calls are waiting */
    boolean nudge() {
        boolean grow;
        synchronized (this) {
            if (queue.isEmpty()) {
                return false;
            }
            grow = taken == seen && grow();
            seen = taken;
        }
        if (grow) {
            borrow();
        }
        return true;
    }

    /** Retires, if there is room for what hangs. @return the lane for the next probe; this one if there is no room */
    Lane next() {
        synchronized (this) {
            if (!lender.leave(threads)) {
                return this;
            }
            retired = true;
            lender.hang(hung);
        }
        return new Lane(lender, limit, eager);
    }

    /** Hands on what has not begun; to be called by who keeps others from submitting and giving up meanwhile. */
    void moveTo(Lane next) {
        List<Job> waiting;
        synchronized (this) {
            waiting = List.copyOf(queue);
            queue.clear();
        }
        waiting.forEach(next::submit);
    }

    private synchronized void giveUp(Job job) {
        if (job.queued) {
            queue.remove(job);
            job.queued = false;
        } else if (job.thread != null && !job.overdue) {
            job.overdue = true;
            hang(1);
            job.thread.interrupt();
        }
    }

    private synchronized void returned(Job job) {
        if (job.thread == null) {
            return;
        }
        job.thread = null;
        if (job.overdue) {
            hang(-1);
            boolean unused = Thread.interrupted(); // meant for the call, not for what comes after
        }
    }

    private void hang(int more) {
        hung += more;
        if (retired) {
            lender.hang(more);
        }
    }

    /** How many calls go on past their deadline. */
    synchronized int hung() {
        return hung;
    }

    synchronized int waiting() {
        return queue.size();
    }

    private boolean grow() {
        boolean grows = threads < limit && (!retired || lender.leave(1));
        if (grows) {
            threads++;
        }
        return grows;
    }

    private synchronized void shrink() {
        threads--;
        if (retired) {
            lender.back();
        }
    }

    private void borrow() {
        try {
            lender.lend(this::drain);
        } catch (RejectedExecutionException e) { // every thread of the pool is taken, or it is shut down
            shrink();
        }
    }

    private void drain() {
        for (@Nullable Job job = take(); job != null; job = take()) {
            try {
                job.work();
            } catch (Throwable e) { // a job answers for its own failures; this is the last line
                LOG.error("A call of the checks engine broke", e);
            } finally {
                returned(job);
            }
        }
    }

    private synchronized @Nullable Job take() {
        Job job = queue.poll();
        if (job == null) {
            shrink();
        } else {
            job.queued = false;
            job.thread = Thread.currentThread();
            taken++;
        }
        return job;
    }
}
