package org.redeye.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Reading;
import org.redeye.api.event.Events;
import org.redeye.api.event.Particulars;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Status;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.checks.Check.Standing;
import org.redeye.checks.Check.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of each outcome what people see: samples, a state, an event. Thread-safe; works under the check's monitor. */
final class Results {

    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    /** The time of samples that are not to be stored. */
    static final long NOT_STORED = Long.MIN_VALUE;

    private final Series series;
    private final Events events;
    private final StateKeeper states;
    private final String node;
    private final Timebase time;
    /** Reads how a check stands; set once, before there is a check. */
    private volatile Function<Check, CheckStatus> reader = check -> {
        throw new IllegalStateException("No check is known yet");
    };

    final Listeners listeners = new Listeners();
    final LongAdder samples = new LongAdder();
    final LongAdder leftOut = new LongAdder();

    Results(Series series, Events events, StateKeeper states, String node, Timebase time) {
        this.series = series;
        this.events = events;
        this.states = states;
        this.node = node;
        this.time = time;
    }

    /**
     * Takes an outcome.
     *
     * @param storedAt the time of its samples, milliseconds since the epoch; {@link #NOT_STORED} if they have no place
     */
    CheckRun take(Run run, Outcome outcome, long at, long storedAt, long nanos) {
        CheckRun done = keep(run, outcome, at, storedAt, nanos);
        run.check.watcher.ifPresent(watcher -> watcher.accept(done));
        return done;
    }

    private CheckRun keep(Run run, Outcome outcome, long at, long storedAt, long nanos) {
        Check check = run.check;
        synchronized (check) {
            var good = outcome.status() == Status.OK || outcome.status() == Status.WARNING;
            long sampleTime = storedAt == NOT_STORED ? at : storedAt;
            var taken = check.series.take(new SeriesTable.Measured(
                    outcome.metrics(), good, sampleTime, run.beganNanos, node, run.declaration.every()));
            CheckRun done = done(run, outcome, at, nanos, taken);
            if (check.removed || check.watcher.isPresent()) {
                return done;
            }
            leftOut.add(taken.leftOut());
            if (storedAt != NOT_STORED) {
                append(taken.samples());
            }
            check.series.gone(good, this::end);
            if (check.shown.isPresent() && run.beganNanos - check.shown.get() < 0) {
                return done; // a run that began later has already said how things are
            }
            check.shown = Optional.of(run.beganNanos);
            Standing next = check.view
                    .standing()
                    .then(CheckState.of(done.status()), words(done), done.message(), Instant.ofEpochMilli(at));
            show(check, next, Optional.of(done), done.readings());
            LOG.debug("{}: {} {} {}", check.id, done.status(), done.reason(), done.message());
            return done;
        }
    }

    /** Changes the state without a run. */
    void stand(Check check, CheckState state, String reason, String message) {
        synchronized (check) {
            if (!check.removed) {
                Standing next = check.view.standing().then(state, reason, message, now());
                show(check, next, check.view.last(), List.of());
            }
        }
    }

    /** Says that a check waits for its probe; what it was before comes back if nothing is missed. */
    void suspend(Check check, String reason) {
        synchronized (check) {
            Standing before = check.view.standing();
            if (check.removed || before.reason().equals(reason)) {
                return;
            }
            boolean suspended =
                    before.state() == CheckState.PENDING && !before.reason().equals(Check.FIRST);
            Optional<Standing> comesBack = suspended ? check.view.before() : Optional.of(before);
            show(check, before.then(CheckState.PENDING, reason, "", now()), check.view.last(), List.of());
            check.view = new View(check.view.standing(), check.view.last(), comesBack);
        }
    }

    /** The probe is back. @param missed whether a slot has passed meanwhile, so that the old state is not to be had */
    void resume(Check check, boolean missed) {
        synchronized (check) {
            View view = check.view;
            if (check.removed
                    || view.standing().state() != CheckState.PENDING
                    || view.standing().reason().equals(Check.FIRST)) {
                return;
            }
            Standing next = missed || view.before().isEmpty()
                    ? view.standing().then(CheckState.PENDING, Check.FIRST, "", now())
                    : view.before().get();
            show(check, next, view.last(), List.of());
        }
    }

    /** Sets how the status of a check is read; that must neither wait nor tell anybody. */
    void readBy(Function<Check, CheckStatus> status) {
        reader = status;
    }

    /** Tells those who listen how a check stands. */
    void tell(Check check) {
        synchronized (check) {
            if (!check.removed && check.watcher.isEmpty()) {
                listeners.stands(check, reader);
            }
        }
    }

    /** Takes over what was known before the restart, unless something newer is known. */
    void restore(Check check, StateKeeper.Stored stored) {
        synchronized (check) {
            Standing now = check.view.standing();
            if (check.view.last().isEmpty() && stored.standing().state() != CheckState.PENDING) {
                check.view = new View(stored.standing(), stored.run(check.id), Optional.empty());
                states.amend(check.id, stored);
            } else if (now.state() == stored.standing().state()
                    && stored.standing().since().isBefore(now.since())) {
                var same = new Standing(
                        now.state(),
                        now.reason(),
                        now.message(),
                        stored.standing().since());
                check.view = new View(same, check.view.last(), check.view.before());
                states.amend(
                        check.id,
                        new StateKeeper.Stored(
                                same, check.view.last().map(CheckRun::at).orElse(stored.at())));
            }
            tell(check);
        }
    }

    /** Ends all series of a check that is gone, and tells so. @return whether any were known */
    boolean endAll(Check check) {
        synchronized (check) {
            boolean any = check.series.end(this::end);
            listeners.gone(check);
            return any;
        }
    }

    private void show(Check check, Standing next, Optional<CheckRun> last, List<Reading> readings) {
        if (check.watcher.isPresent()) {
            return;
        }
        Standing before = check.view.standing();
        check.view = new View(next, last, Optional.empty());
        if (next.state() != before.state() || !next.reason().equals(before.reason())) {
            states.put(check.id, next, last.map(CheckRun::at).orElse(next.since()));
        }
        publish(check, next, before.state() != next.state(), last, readings);
        listeners.stands(check, reader);
    }

    private CheckRun done(Run run, Outcome outcome, long at, long nanos, SeriesTable.Taken taken) {
        List<String> log = run.log();
        if (!taken.left().isEmpty()) {
            log = new ArrayList<>(log);
            log.addAll(taken.left());
        }
        return new CheckRun(
                run.check.id,
                Instant.ofEpochMilli(at),
                Duration.ofMillis(run.lateMillis),
                Duration.ofNanos(Math.max(0, nanos - run.beganNanos)),
                outcome.status(),
                outcome.reason(),
                Bounds.characters(text(outcome.message()), Bounds.MESSAGE_CHARACTERS),
                taken.readings(),
                Bounds.bytes(text(outcome.evidence()), Bounds.EVIDENCE_BYTES),
                log,
                run.probe.label());
    }

    private static String text(Object fromPlugin) {
        return fromPlugin instanceof String text ? text : "";
    }

    static String words(CheckRun run) {
        return run.status() == Status.OK ? "" : run.reason().word();
    }

    private void append(List<Sample> batch) {
        if (batch.isEmpty()) {
            return;
        }
        samples.add(batch.size());
        try {
            var unused = series.append(batch); // the series engine counts and reports what it has to drop
        } catch (RuntimeException e) {
            LOG.warn(
                    "The samples of {} were not taken over: {}",
                    batch.get(0).key().check(),
                    e.toString());
        }
    }

    private void end(String id, long at) {
        try {
            series.end(id, at);
        } catch (RuntimeException e) {
            LOG.warn("The series {} could not be ended: {}", id, e.toString());
        }
    }

    private void publish(
            Check check, Standing standing, boolean changed, Optional<CheckRun> last, List<Reading> readings) {
        long at = last.map(CheckRun::at).orElse(standing.since()).toEpochMilli();
        Map<String, Object> data = Particulars.of(
                "id", check.id,
                "state", standing.state().word(),
                "reason", standing.reason(),
                "message", standing.message(),
                "since", standing.since().toEpochMilli(),
                "at", at,
                "late_seconds", last.map(run -> run.late().toMillis() / 1e3).orElse(0.0),
                "changed", changed,
                "metrics", Telling.metrics(readings));
        try {
            events.publish("check", data);
        } catch (RuntimeException e) {
            LOG.warn("The result of {} could not be told: {}", check.id, e.toString());
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(time.wall());
    }
}
