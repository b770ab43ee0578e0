package org.redeye.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.redeye.api.check.CheckRun;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.checks.Run.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run from its beginning to its end, be that an outcome, the deadline, or a probe that is missing or was swapped.
 * Thread-safe.
 */
final class Attempts implements Caller.Desk {

    /** A probe that was replaced has this long to end what it is at; then the slot is run again with the new one. */
    static final long DRAIN_NANOS = 200_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final long MILLI = 1_000_000L;
    private static final long LEAST_LATE_MILLIS = 100;

    private final Core core;
    // guarded by the core's lock
    private boolean stopped;

    Attempts(Core core) {
        this.core = core;
    }

    @Override
    public boolean begin(Run run) {
        return core.locked(() -> {
            if (run.phase != Phase.QUEUED || stopped) {
                return false;
            }
            run.phase = Phase.RUNNING;
            run.began = core.time.wall();
            run.beganNanos = core.time.nanos();
            Schedule schedule = run.check.schedule;
            if (run.asked != null) {
                run.slot = schedule.slotAt(run.began);
            }
            long due = schedule.time(run.slot);
            boolean onTime = run.asked == null && due >= run.check.declaredAt;
            run.at = onTime ? due : run.began;
            run.end = schedule.time(run.slot + 1);
            run.lateMillis = run.asked == null ? Math.max(0, run.began - Math.max(due, run.check.declaredAt)) : 0;
            run.deadline = deadline(run);
            core.endBy(run, run.deadline);
            return true;
        });
    }

    /** A run has its full timeout, of which it gives up to a tenth where that would reach into the next slot. */
    private static long deadline(Run run) {
        long timeout = Math.max(MILLI, run.declaration.timeout().toNanos());
        if (run.asked != null) {
            return run.beganNanos + timeout;
        }
        long left = (run.end - run.began) * MILLI;
        return run.beganNanos + Math.min(timeout, Math.max(left, timeout - timeout / 10));
    }

    /** The deadline of a run has passed, or the time that it was given to end because its probe was replaced. */
    void expire(Run run) {
        boolean early = run.due() - run.deadline < 0;
        if (early && !core.locked(() -> repeatable(run))) {
            core.locked(() -> extend(run));
            return;
        }
        if (run.end()) {
            giveUp(run);
            String within = Texts.seconds(run.deadline - run.beganNanos);
            finished(run, Outcome.unknown(Reason.TIMEOUT, "no answer from the probe within " + within));
        }
    }

    private void extend(Run run) {
        if (run.phase == Phase.RUNNING) {
            core.endBy(run, run.deadline);
        }
    }

    @Override
    public void finished(Run run, Outcome outcome) {
        if (outcome.status() != Status.OK && !run.repeats && core.probes().replaced(run) && repeat(run)) {
            return;
        }
        long nanos = core.time.nanos();
        core.network().judge(run, outcome, judged -> settle(run, judged, nanos));
    }

    private void settle(Run run, Outcome outcome, long nanos) {
        Optional<CheckRun> done = take(run, outcome, nanos);
        core.locked(() -> {
            core.slots().leave(run);
            if (run.asked == null) {
                count(run);
            }
            done.ifPresent(result -> core.tally.ran(run, result, nanos));
            core.slots().goOn(run.check);
        });
        run.close();
        done.ifPresent(result -> Manual.answer(core, run, result));
    }

    /** Whatever goes wrong with one outcome, the check must go on. */
    private Optional<CheckRun> take(Run run, Outcome outcome, long nanos) {
        try {
            long storedAt = run.asked == null ? run.check.schedule.within(run.slot, run.at) : Manual.place(core, run);
            return Optional.of(core.results.take(run, outcome, run.at, storedAt, nanos));
        } catch (RuntimeException e) {
            LOG.error("The outcome of {} was lost", run.check.id, e);
            return Optional.empty();
        }
    }

    private static void count(Run run) {
        Check check = run.check;
        check.done++;
        check.leftOut = 0;
        check.missed = false;
        check.blocked = "";
        check.storedAt = Math.max(check.storedAt, check.schedule.within(run.slot, run.at));
        if (run.lateMillis > Math.max(LEAST_LATE_MILLIS, check.schedule.interval() / 10)) {
            check.late++;
        }
    }

    /** A swap of the plugin has broken the run: once more with the new one, or as soon as that is there. */
    private boolean repeat(Run run) {
        boolean again = core.locked(() -> {
            boolean can = repeatable(run);
            if (can) {
                core.slots().leave(run);
                core.slots().launch(run.check, run.slot, true);
            }
            return can;
        });
        if (again) {
            run.close();
        }
        return again;
    }

    private boolean repeatable(Run run) {
        Check check = run.check;
        return run.asked == null
                && check.run == run
                && check.wanted == Schedule.NONE
                && !check.removed
                && core.time.wall() < run.end;
    }

    @Override
    public void absent(Run run, int epoch) {
        stop(run, run.probe.needs(), () -> {
            Check check = run.check;
            if (run.probe.epoch == epoch) {
                core.probes().missing(run.probe);
                block(run, run.probe.needs());
                if (run.probe.told) {
                    core.probes().tellGone(run.probe, check);
                }
            } else if (run.asked == null) { // the plugins have changed since it was looked for
                keep(run);
                core.slots().goOn(check);
            }
        });
    }

    @Override
    public void unfit(Run run, String reason) {
        stop(run, reason, () -> {
            if (run.check.declaration == run.declaration) {
                block(run, reason);
                core.afterwards(() -> core.results.suspend(run.check, reason));
            } else if (run.asked == null) { // the settings have changed since
                keep(run);
                core.slots().goOn(run.check);
            }
        });
    }

    private void stop(Run run, String reason, Runnable then) {
        core.locked(() -> {
            core.slots().leave(run);
            Manual.refuse(core, run, reason);
            if (!run.check.removed) {
                then.run();
            }
        });
        run.close();
    }

    private void block(Run run, String reason) {
        run.check.blocked = reason;
        if (run.asked == null) {
            keep(run);
        }
    }

    /** The slot waits, unless a later one does already. */
    private void keep(Run run) {
        if (run.check.wanted == Schedule.NONE) {
            run.check.wanted = run.slot;
        } else {
            core.slots().skip(run.check, Cause.PROBE, 1);
        }
    }

    @Override
    public void appeared(ProbeEntry probe, int epoch) {
        core.locked(() -> {
            if (probe.epoch == epoch) {
                core.probes().there(probe);
            }
        });
    }

    @Override
    public void met(ProbeEntry probe, int concurrency) {
        core.locked(() -> {
            probe.gate.limit(concurrency);
            core.gates.admit(probe.gate, core.slots()::queue);
        });
    }

    /** Gives a run of a probe that was replaced a little time to end. Called under the core's lock. */
    void drain(Run run, Probe<?> now) {
        Probe<?> asked = run.instance();
        boolean old = run.phase == Phase.RUNNING && asked != null && asked != now;
        long until = core.time.nanos() + DRAIN_NANOS;
        boolean roomAfter = core.time.wall() + 2 * DRAIN_NANOS / MILLI < run.end;
        if (old && !run.repeats && run.asked == null && roomAfter && until - run.deadline < 0) {
            core.endBy(run, until);
        }
    }

    /** Begins nothing any more and lets go of what is going on. */
    void stop() {
        var open = new ArrayList<Run>();
        core.locked(() -> {
            stopped = true;
            List<Run> all = core.allWithDeadline();
            all.forEach(run -> Manual.refuse(core, run, "the checks engine ends"));
            open.addAll(all);
        });
        for (Run run : open) {
            if (run.end()) {
                giveUp(run);
                run.close();
            }
        }
    }

    /** Lets go of a call and of the future it gave. */
    private void giveUp(Run run) {
        CompletionStage<Outcome> stage = run.stage();
        run.probe.giveUp(run.call());
        if (stage != null) {
            run.cancel(stage);
        }
    }
}
