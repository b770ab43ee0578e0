package org.redeye.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the alerts engine, and goes on until it was taken over. Of each condition the newest is told; what comes while it is away
 * waits. Thread-safe.
 */
final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE = 1_000;
    private static final long LONGEST_PAUSE = 60_000;

    private final Consumer<Condition> told;
    private final Map<String, Condition> waiting = new LinkedHashMap<>();
    private Optional<Alerts> alerts = Optional.empty();
    private long pause;

    final LongAdder reports = new LongAdder();
    final LongAdder failures = new LongAdder();

    /** @param told hears what was taken over */
    Reporter(Consumer<Condition> told) {
        this.told = told;
    }

    /** The alerts engine is there, or another one. */
    synchronized void attach(Alerts there) {
        alerts = Optional.of(there);
        pause = 0;
        notifyAll();
    }

    synchronized void detach(Alerts gone) {
        if (alerts.filter(gone::equals).isPresent()) {
            alerts = Optional.empty();
        }
    }

    synchronized Optional<Alerts> alerts() {
        return alerts;
    }

    synchronized void report(Condition condition) {
        waiting.remove(condition.key());
        waiting.put(condition.key(), condition);
        notifyAll();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Waits until there is something to tell and somebody to tell it to, so long at most. */
    synchronized void await(long longest) throws InterruptedException {
        if (waiting.isEmpty() || alerts.isEmpty()) {
            wait(longest);
        }
        if (pause > 0) {
            wait(pause);
        }
    }

    /** Tells what waits. */
    void step() throws InterruptedException {
        Optional<Alerts> there = alerts();
        List<Condition> batch = take();
        if (there.isEmpty()) {
            putBack(batch);
        }
        if (batch.isEmpty() || there.isEmpty()) {
            return;
        }
        try {
            there.get().report(batch).toCompletableFuture().get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
            reports.add(batch.size());
            pause(0);
            batch.forEach(told);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failures.increment();
            pause(Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, pause * 2)));
            putBack(batch);
            LOG.warn(
                    "{} reports were not taken over by the alerts engine and are made again: {}",
                    batch.size(),
                    text(e));
        }
    }

    private static String text(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return cause instanceof TimeoutException
                ? "no answer in " + LONGEST_CALL.toSeconds() + " s"
                : String.valueOf(cause.getMessage());
    }

    private synchronized void pause(long millis) {
        pause = millis;
    }

    private synchronized List<Condition> take() {
        var batch = new ArrayList<Condition>();
        for (var each = waiting.values().iterator(); each.hasNext() && batch.size() < BATCH; ) {
            batch.add(each.next());
            each.remove();
        }
        return batch;
    }

    private synchronized void putBack(List<Condition> batch) {
        batch.forEach(condition -> waiting.putIfAbsent(condition.key(), condition));
    }
}
