package org.redeye.checks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.check.CheckRun;

/** Runs that a person asks for, beside the schedule. */
final class Manual {

    private Manual() {}

    /** Begins one; if one is going on for this check, that one is meant. */
    static CompletionStage<CheckRun> run(Core core, Check check) {
        var answer = new CompletableFuture<CheckRun>();
        core.locked(() -> {
            Run going = check.manual;
            if (check.removed) {
                answer.completeExceptionally(
                        new IllegalArgumentException("There is no check '" + check.id + "' any more"));
            } else if (going != null && going.asked != null) {
                going.asked.whenComplete((done, failure) -> pass(answer, done, failure));
            } else if (check.unfit()) {
                answer.completeExceptionally(refusal(check, check.blocked));
            } else {
                core.slots().launch(core.slots().manual(check, answer));
            }
        });
        return answer.copy();
    }

    private static void pass(CompletableFuture<CheckRun> to, CheckRun done, Throwable failure) {
        if (failure == null) {
            to.complete(done);
        } else {
            to.completeExceptionally(failure);
        }
    }

    /** Hands the run to who asked for it, on another thread, for it may be slow to take it. */
    static void answer(Core core, Run run, CheckRun done) {
        CompletableFuture<CheckRun> asked = run.asked;
        if (asked != null) {
            if (!core.elsewhere(() -> asked.complete(done))) {
                asked.complete(done);
            }
        }
    }

    /** Says to who asked for it, if anybody has, that it was not run. */
    static void refuse(Core core, Run run, String reason) {
        CompletableFuture<CheckRun> asked = run.asked;
        if (asked != null) {
            IllegalStateException refusal = refusal(run.check, reason);
            if (!core.elsewhere(() -> asked.completeExceptionally(refusal))) {
                core.afterwards(() -> asked.completeExceptionally(refusal));
            }
        }
    }

    private static IllegalStateException refusal(Check check, String reason) {
        return new IllegalStateException("'" + check.id + "' cannot run: " + reason);
    }

    /**
     * Where the samples of such a run are stored. A store keeps one value for each stretch {@code [j, j + 1) × interval},
     * and each slot of the schedule falls into the stretch of the same number. So they go into the stretch of the slot in
     * which they were measured, unless that slot has samples or will have; they never take the place of a slot to come.
     */
    static long place(Core core, Run run) {
        return core.locked(() -> free(run));
    }

    private static long free(Run run) {
        Check check = run.check;
        long interval = check.schedule.interval();
        long slot = check.schedule.slotAt(run.began);
        Run scheduled = check.run;
        boolean comes = check.next <= slot || check.wanted == slot || (scheduled != null && scheduled.slot == slot);
        boolean stored = check.storedAt != Schedule.NONE && Math.floorDiv(check.storedAt, interval) >= slot;
        if (comes || stored) {
            return Results.NOT_STORED;
        }
        check.storedAt = check.schedule.within(slot, run.began);
        return check.storedAt;
    }
}
