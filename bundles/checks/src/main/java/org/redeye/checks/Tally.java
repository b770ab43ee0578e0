package org.redeye.checks;

import java.util.EnumMap;
import java.util.Map;
import org.redeye.api.check.CheckRun;
import org.redeye.api.probe.Reason;

/** Counts what became of slots and runs on this node. Guarded by the core's lock. */
final class Tally {

    final Map<Cause, Long> skipped = new EnumMap<>(Cause.class);
    final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    final Lateness lateness;
    long runs;

    Tally(Timebase time) {
        lateness = new Lateness(time.nanos());
        for (Cause cause : Cause.values()) {
            skipped.put(cause, 0L);
        }
    }

    void skipped(Cause cause, long slots) {
        skipped.merge(cause, slots, Long::sum);
    }

    void ran(Run run, CheckRun done, long nanos) {
        runs++;
        reasons.merge(done.reason(), 1L, Long::sum);
        run.probe.runs.increment();
        run.probe.nanos.add(Math.max(0, nanos - run.beganNanos));
        if (run.asked == null) {
            lateness.add(run.lateMillis, nanos);
        }
    }
}
