package org.redeye.channels;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Threads for what notifiers do. One that does not come back is counted; a channel with too many of these gets no more, so that
 * its notifier cannot take the threads of the others. Thread-safe.
 */
final class Workers {

    /** A channel in which so many threads are stuck gets no more. */
    static final int MOST_STUCK = 8;

    /** How long a notifier may think about an address. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Executor pool;
    private final Map<String, Integer> stuck = new ConcurrentHashMap<>();

    /** @param pool may refuse when all threads are taken */
    Workers(Executor pool) {
        this.pool = pool;
    }

    /** Begins work for a channel. @return empty, and the work never begins, if there is no thread for it */
    @Nullable
    Work begin(String channel, Runnable task) {
        if (stuck.getOrDefault(channel, 0) >= MOST_STUCK) {
            return null;
        }
        var work = new Work(channel, task);
        try {
            pool.execute(work);
            return work;
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** How many threads do not come back. */
    int stuck() {
        return stuck.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One piece of work. */
    final class Work implements Runnable {

        private final String channel;
        private final Runnable task;
        // guarded by this
        private @Nullable Thread thread;
        private boolean over;
        private boolean abandoned;

        private Work(String channel, Runnable task) {
            this.channel = channel;
            this.task = task;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (abandoned) {
                    return;
                }
                thread = Thread.currentThread();
            }
            try {
                task.run();
            } finally {
                end();
            }
        }

        /** Its time is over: it is interrupted, and counts as stuck until it returns. */
        synchronized void abandon() {
            if (over || abandoned) {
                return;
            }
            abandoned = true;
            if (thread != null) {
                stuck.merge(channel, 1, Integer::sum);
                thread.interrupt();
            }
        }

        private synchronized void end() {
            over = true;
            thread = null;
            if (abandoned) {
                stuck.computeIfPresent(channel, (any, count) -> count == 1 ? null : count - 1);
            }
            Thread.interrupted(); // the thread goes back to the pool as it came
        }
    }
}
