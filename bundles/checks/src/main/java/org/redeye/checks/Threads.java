package org.redeye.checks;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of the engine: made when needed, gone when idle, and bounded. */
final class Threads {

    /** Enough for the lanes of many bad probes beside those of good ones, see {@link ProbeEntry}. */
    private static final int MOST = 256;

    private static final int IDLE_SECONDS = 10;
    /** Blocking calls of one probe at once on threads of the platform, and on virtual ones. */
    private static final int BLOCKING_CALLS = 32;

    private static final int VIRTUAL_BLOCKING_CALLS = 1_000;

    private final ThreadPoolExecutor pool;
    private final Executor blocking;
    private final int blockingCalls;

    Threads() {
        pool = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named());
        Executor virtual = virtual();
        blocking = virtual == null ? pool : virtual;
        blockingCalls = virtual == null ? BLOCKING_CALLS : VIRTUAL_BLOCKING_CALLS;
    }

    /** For calls into probes; refuses when all threads are taken. */
    ExecutorService pool() {
        return pool;
    }

    /** For what probes do that blocks. */
    Executor blocking() {
        return blocking;
    }

    /** How many of these one probe may take at once. */
    int blockingCalls() {
        return blockingCalls;
    }

    private static ThreadFactory named() {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, "rem-check-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** An executor of virtual threads, which the language level does not know; null before JDK 21. */
    private static @org.jspecify.annotations.Nullable Executor virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, "rem-blocking-", 1L);
            var factory = (ThreadFactory) type.getMethod("factory").invoke(named);
            return work -> factory.newThread(work).start();
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
