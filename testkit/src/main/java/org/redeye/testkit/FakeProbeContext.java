package org.redeye.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.redeye.api.probe.ProbeContext;

/**
 * A run given by a test. {@link #blocking} runs work on a daemon thread of its own, interrupted at the deadline, or
 * {@link #directly} on the caller's. Thread-safe.
 */
public final class FakeProbeContext implements ProbeContext {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 500;

    private final String host;
    private final String address;
    private final Clock clock;
    private final Instant deadline;
    private final boolean direct;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    private FakeProbeContext(String host, String address, Clock clock, Instant deadline, boolean direct) {
        this.host = host;
        this.address = address;
        this.clock = clock;
        this.deadline = deadline;
        this.direct = direct;
    }

    /** A run without a host, with 10 s time. */
    public static FakeProbeContext local() {
        return to("");
    }

    /** A run against this address, with 10 s time. */
    public static FakeProbeContext to(String address) {
        Clock clock = Clock.systemUTC();
        Instant deadline = clock.instant().plusSeconds(10);
        return new FakeProbeContext(address.isEmpty() ? "" : "target", address, clock, deadline, false);
    }

    /** The same with this time left. */
    public FakeProbeContext within(Duration time) {
        return new FakeProbeContext(host, address, clock, clock.instant().plus(time), direct);
    }

    /** The same with as much time left on another clock; with a {@link ManualClock} call {@link #expire} yourself. */
    public FakeProbeContext on(Clock other) {
        return new FakeProbeContext(host, address, other, other.instant().plus(remaining()), direct);
    }

    /** The same, but work that blocks runs on the caller's thread. */
    public FakeProbeContext directly() {
        return new FakeProbeContext(host, address, clock, deadline, true);
    }

    @Override
    public String check() {
        return "test/checks/it" + (host.isEmpty() ? "" : "@" + host);
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public String address() {
        return address;
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
    public void log(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
        }
    }

    /** What the run has noted so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    @Override
    public <T> CompletionStage<T> blocking(Callable<T> work) {
        var result = new CompletableFuture<T>();
        Executor executor = direct ? Runnable::run : this::start;
        executor.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) { // as the platform: whatever the work throws goes through the stage
                result.completeExceptionally(e);
            }
        });
        if (!direct && !(clock instanceof ManualClock) && !result.isDone()) {
            CompletableFuture.delayedExecutor(remaining().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::expire);
        }
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

    private void start(Runnable work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                },
                "probe-blocking");
        thread.setDaemon(true);
        running.add(thread);
        thread.start();
    }
}
