package org.redeye.checks;

import java.util.concurrent.CompletableFuture;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.probe.Reason;
import org.redeye.checks.Run.Phase;

/**
 * The way of a slot until it begins: due, waiting at the gates, waiting for a thread; or over without having begun.
 * Guarded by the core's lock.
 */
final class Slots {

    /** After so many slots in a row without room the state of a check says so. */
    static final int LEFT_OUT_TO_SHOW = 3;

    private final Core core;
    private final Caller caller;

    Slots(Core core, Caller caller) {
        this.core = core;
        this.caller = caller;
    }

    /** See {@link Timeline.Sink#due}. */
    void due(Check check, long slot, long missed, long jumped) {
        Cause cause = check.blocked.isEmpty() ? Cause.OVERLOAD : Cause.PROBE;
        skip(check, cause, missed);
        skip(check, Cause.CLOCK, jumped);
        Cause over = jumped > 0 ? Cause.CLOCK : cause;
        Run run = check.run;
        if (run != null && run.phase != Phase.RUNNING) { // it keeps its place in the line
            skip(check, over, 1);
            if (slot == Schedule.NONE) {
                callOff(run);
            } else {
                run.slot = slot;
            }
            return;
        }
        if (check.wanted != Schedule.NONE) {
            check.wanted = Schedule.NONE;
            skip(check, over, 1);
        }
        if (slot != Schedule.NONE) {
            if (run != null || check.unfit()) {
                check.wanted = slot;
            } else {
                launch(check, slot, false);
            }
        }
    }

    /** Counts slots that are over without having been run. */
    void skip(Check check, Cause cause, long slots) {
        if (slots <= 0) {
            return;
        }
        core.tally.skipped(cause, slots);
        switch (cause) {
            case OVERLOAD -> {
                check.skippedOverload += slots;
                leaveOut(check, slots);
            }
            case PROBE -> {
                check.skippedProbe += slots;
                check.missed = true;
            }
            case CLOCK -> check.skippedClock += slots;
        }
    }

    private void leaveOut(Check check, long slots) {
        boolean shown = check.leftOut >= LEFT_OUT_TO_SHOW;
        check.leftOut += slots;
        if (!shown && check.leftOut >= LEFT_OUT_TO_SHOW) {
            String message = "There was no room on this node to run it: " + check.leftOut
                    + " slots in a row were left out. The target is not to blame.";
            core.afterwards(() -> core.results.stand(check, CheckState.UNKNOWN, Reason.OVERLOAD.word(), message));
        }
    }

    /** Lets a slot begin as soon as there is room. */
    void launch(Check check, long slot, boolean repeats) {
        check.wanted = Schedule.NONE;
        Run run = new Run(check, slot, null, repeats, caller);
        check.run = run;
        enter(run);
    }

    /** The same for a run that a person asked for, which must begin within its timeout. */
    void launch(Run manual) {
        manual.check.manual = manual;
        core.endBy(manual, core.time.nanos() + manual.declaration.timeout().toNanos());
        enter(manual);
    }

    /** A run that a person asks for. */
    Run manual(Check check, CompletableFuture<CheckRun> answer) {
        return new Run(check, Schedule.NONE, answer, false, caller);
    }

    private void enter(Run run) {
        if (core.gates.enter(run)) {
            queue(run);
        }
    }

    /** A run has its places at the gates: it waits for a thread. */
    void queue(Run run) {
        run.phase = Phase.QUEUED;
        if (run.probe.submit(run.call())) {
            core.wakeBy(core.time.nanos() + Core.SHORTEST_WAIT);
        }
    }

    /** Takes back a run that has not begun. */
    void callOff(Run run) {
        if (run.phase == Phase.GATED) {
            core.gates.giveUp(run);
            retire(run);
        } else if (run.phase == Phase.QUEUED) {
            run.probe.giveUp(run.call());
            retire(run);
            core.gates.leave(run, this::queue);
        }
    }

    private void retire(Run run) {
        run.phase = Phase.ENDED;
        core.ended(run);
        if (run.check.run == run) {
            run.check.run = null;
        } else if (run.check.manual == run) {
            run.check.manual = null;
        }
    }

    /** Begins the slot that waits, if nothing keeps it any more. */
    void goOn(Check check) {
        if (check.wanted != Schedule.NONE && check.run == null && check.blocked.isEmpty() && !check.removed) {
            launch(check, check.wanted, false);
        }
    }

    /** A run is over: makes room. */
    void leave(Run run) {
        retire(run);
        core.gates.leave(run, this::queue);
    }
}
