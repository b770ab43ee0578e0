package org.redeye.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.NotifierContext;

/** A try given by a test. {@link #blocking} runs work on a daemon thread of its own, interrupted at the deadline. Thread-safe. */
public final class FakeNotifierContext implements NotifierContext {

    private final Clock clock;
    private final Instant deadline;
    private final Optional<Picture> picture;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    private FakeNotifierContext(Clock clock, Instant deadline, Optional<Picture> picture) {
        this.clock = clock;
        this.deadline = deadline;
        this.picture = picture;
    }

    /** One with 10 s time and without a picture. */
    public FakeNotifierContext() {
        this(Clock.systemUTC(), Instant.now().plusSeconds(10), Optional.empty());
    }

    /** The same with this time left. */
    public FakeNotifierContext within(Duration time) {
        return new FakeNotifierContext(clock, clock.instant().plus(time), picture);
    }

    /** The same with a picture. */
    public FakeNotifierContext with(Picture drawn) {
        return new FakeNotifierContext(clock, deadline, Optional.of(drawn));
    }

    @Override
    public String packageName() {
        return "test";
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public <T> CompletionStage<T> blocking(Callable<T> work) {
        var result = new CompletableFuture<T>();
        var thread = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) { // as the platform: whatever the work throws goes through the stage
                        result.completeExceptionally(e);
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                },
                "notifier-blocking");
        thread.setDaemon(true);
        running.add(thread);
        thread.start();
        CompletableFuture.delayedExecutor(remaining().toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::expire);
        return result;
    }

    /** The deadline has come: interrupts all work that blocks. */
    public void expire() {
        running.forEach(Thread::interrupt);
    }

    /** How many pieces of work that blocks run now. */
    public int running() {
        return running.size();
    }

    @Override
    public Optional<Picture> picture() {
        return picture;
    }
}
