package org.redeye.testkit;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work on several threads that begin together. */
final class Parallel {

    /** Work that may throw. */
    interface Work {
        void run() throws Exception;
    }

    private Parallel() {}

    /** Throws what the work throws. */
    static void times(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var together = new CyclicBarrier(threads);
            var runs = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                Callable<Boolean> run = () -> {
                    together.await();
                    work.run();
                    return true;
                };
                runs.add(pool.submit(run));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        } finally {
            pool.shutdownNow();
        }
    }
}
