package org.redeye.checks;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of calls into one probe and the few threads, lent by a pool, that work it off. A call that does not return
 * keeps its thread, so a lane bounds what one bad probe can take. Thread-safe; calls nobody while it holds its lock.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Executor pool;
    private final int limit;
    private final boolean eager;

    private final ArrayDeque<Job> queue = new ArrayDeque<>();
    private int threads;
    private int hung;
    private long taken;
    private long seen;

    /**
     * @param limit how many threads at most, those that hang included
     * @param eager whether each call that finds no idle thread asks for one more; otherwise a second thread comes only
     *     when the first is stuck, see {@link #nudge}, because waking threads costs more than most calls
     */
    Lane(Executor pool, int limit, boolean eager) {
        this.pool = pool;
        this.limit = limit;
        this.eager = eager;
    }

    /** One call. */
    abstract static class Job {
        private @Nullable Thread thread;
        private boolean queued;
        private boolean overdue;

        /** Does it, on a thread of the lane. */
        abstract void work();
    }

    /** Queues a call. @return whether it may have to wait for one that is going on */
    boolean submit(Job job) {
        boolean grow;
        synchronized (this) {
            queue.add(job);
            job.queued = true;
            grow = (eager || threads == hung) && threads < limit;
            if (grow) {
                threads++;
            }
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
            grow = taken == seen && threads < limit;
            seen = taken;
            if (grow) {
                threads++;
            }
        }
        if (grow) {
            borrow();
        }
        return true;
    }

    /** Takes a call back that has not begun; one that is going on is interrupted and counts as hung until it returns. */
    synchronized void giveUp(Job job) {
        if (job.queued) {
            queue.remove(job);
            job.queued = false;
        } else if (job.thread != null && !job.overdue) {
            job.overdue = true;
            hung++;
            job.thread.interrupt();
        }
    }

    /** Says that the call as such is over: from now on its thread is not interrupted. Called by the job itself. */
    synchronized void returned(Job job) {
        if (job.thread == null) {
            return;
        }
        job.thread = null;
        if (job.overdue) {
            hung--;
            boolean unused = Thread.interrupted(); // meant for the call, not for what comes after
        }
    }

    synchronized int hung() {
        return hung;
    }

    synchronized int waiting() {
        return queue.size();
    }

    private void borrow() {
        try {
            pool.execute(this::drain);
        } catch (RejectedExecutionException e) { // every thread of the pool is taken, or it is shut down
            synchronized (this) {
                threads--;
            }
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
            threads--;
        } else {
            job.queued = false;
            job.thread = Thread.currentThread();
            taken++;
        }
        return job;
    }
}
