package org.redeye.net;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/**
 * The course of one run: what it waits for, what it measured, what it opened, and how it ends. It ends a little before the
 * deadline, at 95 % of the time, so that a target that hangs is told by what it was asked last. Thread-safe.
 */
public final class Course {

    private final ProbeContext context;
    private final long began = System.nanoTime();
    private final long span;
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final List<Closeable> opened = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile String step = "The run did not begin";
    private volatile String seen = "";

    /** Begins. */
    public Course(ProbeContext context) {
        this.context = context;
        this.span = context.remaining().toNanos() / 20 * 19;
        var timer = new CompletableFuture<Void>();
        outcome.whenComplete((done, broken) -> {
            timer.complete(null);
            opened.forEach(this::close);
        });
        timer.orTimeout(span, TimeUnit.NANOSECONDS).whenComplete((done, late) -> {
            if (late != null) {
                timeOut();
            }
        });
    }

    /** What the caller waits for; cancelling it closes what was opened. */
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** The context of the run. */
    public ProbeContext context() {
        return context;
    }

    /** Whether it has ended, in time or not: nothing more need be done. */
    public boolean isOver() {
        return outcome.isDone();
    }

    /** When it began, by {@link System#nanoTime}. */
    public long began() {
        return began;
    }

    /** When work on regular expressions must end, by {@link System#nanoTime}: before the run does. */
    public long thinkingEnds() {
        return began + span / 10 * 9;
    }

    /** Half a sentence on what is waited for from now on, such as "mail:25 did not greet". */
    public void waitsFor(String text) {
        step = text;
        context.log("wait: " + text);
    }

    /** What the target said so far; kept as evidence if the run ends badly. */
    public void saw(String text) {
        seen = text.length() <= Outcomes.EVIDENCE ? text : text.substring(0, Outcomes.EVIDENCE);
    }

    /** Closes something when the run ends, or at once if it has. */
    public void closeAtTheEnd(Closeable resource) {
        opened.add(resource);
        if (isOver()) {
            close(resource);
        }
    }

    /** Adds the seconds that went by since then. */
    public void measure(String name, long sinceNanos) {
        metrics.add(Metric.of(name, "s", (System.nanoTime() - sinceNanos) / 1e9));
    }

    /** Adds a metric. */
    public void add(Metric metric) {
        metrics.add(metric);
    }

    /** Adds many metrics. */
    public void addAll(List<Metric> more) {
        metrics.addAll(more);
    }

    /**
     * Does something now and again, as often as given at equal distances over the time of the run, until that is complete.
     */
    public void repeat(int times, CompletableFuture<?> until, Runnable work) {
        long pause = context.remaining().toNanos() / (times + 1);
        for (int i = 1; i < times; i++) {
            var wait = new CompletableFuture<Void>();
            outcome.whenComplete((done, failed) -> wait.cancel(false));
            until.whenComplete((done, failed) -> wait.cancel(false));
            wait.completeOnTimeout(null, pause * i, TimeUnit.NANOSECONDS).thenRun(() -> {
                context.log("ask again");
                work.run();
            });
        }
        work.run();
    }

    /** Ends well. */
    public void ok(String message) {
        if (!isOver()) {
            measure("total_seconds", began);
            outcome.complete(Outcome.ok(Outcomes.oneLine(message), metrics));
        }
    }

    /** Ends with something that is not critical. */
    public void warn(Finding finding) {
        if (!isOver()) {
            measure("total_seconds", began);
            outcome.complete(Outcome.warning(finding.reason(), finding.sentence(), metrics)
                    .withEvidence(seen));
        }
    }

    /** Ends badly: with what a {@link Finding} says, or broken. */
    public void fail(Throwable failed) {
        Throwable cause = Failures.cause(failed);
        if (cause instanceof Finding finding) {
            outcome.complete(new Outcome(
                    finding.isOurs() ? Status.UNKNOWN : Status.CRITICAL,
                    finding.reason(),
                    finding.sentence(),
                    metrics,
                    seen));
        } else {
            outcome.completeExceptionally(cause);
        }
    }

    private void timeOut() {
        fail(new Finding(Reason.TIMEOUT, String.format(Locale.ROOT, "%s within %.3g s.", step, span / 1e9)));
    }

    private void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            context.log("close: " + Failures.text(e));
        }
    }
}
