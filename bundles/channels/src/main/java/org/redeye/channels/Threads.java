package org.redeye.channels;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that the engine runs on. */
final class Threads {

    /** All tries with a call and some work that blocks, and a good many that are stuck. */
    private static final int MOST = 256;

    private static final int IDLE_SECONDS = 10;

    private Threads() {}

    static ExecutorService pool() {
        return new ThreadPoolExecutor(
                0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> daemon(work, "rem-notify"));
    }

    static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "rem-notify-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    static Timer timer(ScheduledExecutorService scheduler) {
        return (Duration delay, Runnable work) -> {
            var task = scheduler.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> task.cancel(false);
        };
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
