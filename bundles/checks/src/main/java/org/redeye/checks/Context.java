package org.redeye.checks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.probe.ProbeContext;

/** What a probe gets for one run. */
final class Context implements ProbeContext {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 500;

    private final Run run;
    private final CheckDeclaration declaration;
    private final Timebase time;
    private final Lane blocking;

    // guarded by this
    private @Nullable List<String> lines;
    private int dropped;

    Context(Run run, CheckDeclaration declaration, Timebase time, Lane blocking) {
        this.run = run;
        this.declaration = declaration;
        this.time = time;
        this.blocking = blocking;
    }

    @Override
    public String check() {
        return declaration.id();
    }

    @Override
    public String host() {
        return declaration.host();
    }

    @Override
    public String address() {
        return declaration.address();
    }

    @Override
    public Instant deadline() {
        return Instant.ofEpochMilli(run.began).plusNanos(run.deadline - run.beganNanos);
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, run.deadline - time.nanos())); // by the clock that does not jump
    }

    @Override
    public Clock clock() {
        return time.clock();
    }

    @Override
    public synchronized void log(String line) {
        if (lines == null) {
            lines = new ArrayList<>();
        }
        if (lines.size() < MOST_LINES - 1) {
            lines.add(Bounds.characters(String.valueOf(line), LONGEST_LINE));
        } else {
            dropped++;
        }
    }

    /** What was noted. */
    synchronized List<String> lines() {
        if (lines == null) {
            return List.of();
        }
        var all = new ArrayList<>(lines);
        if (dropped > 0) {
            all.add("… and " + dropped + " more lines, which were not kept");
        }
        return all;
    }

    @Override
    public <T> CompletionStage<T> blocking(Callable<T> work) {
        var result = new CompletableFuture<T>();
        var job = new Lane.Job() {
            @Override
            void work() {
                perform(this, work, result);
            }
        };
        if (run.blocks(job)) {
            blocking.submit(job);
        } else {
            result.completeExceptionally(new RejectedExecutionException("The run is over, or has too many calls open"));
        }
        return result;
    }

    private <T> void perform(Lane.Job job, Callable<T> work, CompletableFuture<T> result) {
        @Nullable T value = null;
        @Nullable Throwable failure = null;
        try {
            value = work.call();
        } catch (Throwable e) { // whatever it is, it is the probe's answer
            failure = e;
        }
        // first of all nobody may interrupt this thread any more: what follows the result is not the probe's work
        run.unblocks(job);
        job.returned();
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
