package org.redeye.alerts;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the engine's work is done: one piece after the other. Thread-safe. */
class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_WAITING = 10_000;
    private static final long END_SECONDS = 5;

    private final Executor executor;

    Lane(Executor executor) {
        this.executor = executor;
    }

    /** A thread of its own; at most 10,000 pieces wait. */
    static Lane thread() {
        return new Threaded();
    }

    /** Runs a piece of work later, or now. Whether there was room for it. */
    boolean run(Runnable work) {
        try {
            executor.execute(() -> safely(work));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("The alerts engine goes on after a fault", e);
        }
    }

    void every(Duration pause, Runnable work) {}

    int waiting() {
        return 0;
    }

    @Override
    public void close() {}

    private static final class Threaded extends Lane {
        private final ThreadPoolExecutor pool;
        private final ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "rem-alerts-timer"));

        Threaded() {
            this(new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    work -> daemon(work, "rem-alerts")));
        }

        private Threaded(ThreadPoolExecutor pool) {
            super(pool);
            this.pool = pool;
        }

        private static Thread daemon(Runnable work, String name) {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        }

        @Override
        void every(Duration pause, Runnable work) {
            timer.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        int waiting() {
            return pool.getQueue().size();
        }

        @Override
        public void close() {
            timer.shutdownNow();
            pool.shutdown(); // without interrupts: a store that is being written to would be closed by one
            try {
                if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("The alerts engine did not end within {} s", END_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
