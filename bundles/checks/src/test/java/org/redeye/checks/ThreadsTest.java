package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    @Test
    void blocksVirtualThreadsWhereTheMachineHasThem() {
        var threads = new Threads();
        var name = new CompletableFuture<String>();
        threads.blocking().execute(() -> name.complete(Thread.currentThread().getName()));

        boolean virtual = Runtime.version().feature() >= 21;
        assertThat(name.orTimeout(20, TimeUnit.SECONDS).join()).startsWith(virtual ? "rem-blocking-" : "rem-check-");
        assertThat(threads.blockingCalls()).isEqualTo(virtual ? 1_000 : 32);
        threads.pool().shutdown();
    }
}
