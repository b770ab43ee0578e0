package org.redeye.checks;

import java.util.Optional;
import org.redeye.checks.ClockWatch.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a jump of the wall clock means for the slots. Forward: those jumped over are counted and left out. Back a little:
 * nothing is done twice, checks wait until the clock has caught up. Back a lot: waiting would leave the targets without
 * watch, so the checks go on with the new time. Guarded by the core's lock.
 */
final class ClockJumps {

    /** So long checks wait for a clock that went back. */
    static final long LONGEST_HOLD_MILLIS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ClockJumps.class);
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final Core core;
    private final ClockWatch watch;
    /** The latest wall time that slots were handed out for. */
    private long reached;

    private Optional<Long> warned = Optional.empty();

    ClockJumps(Core core) {
        this.core = core;
        this.watch = new ClockWatch(core.time);
        this.reached = core.time.wall();
    }

    Moment look() {
        Moment now = watch.look();
        if (now.jump() > 0) {
            warn("The clock jumped forward by {} s: the slots in between were left out and counted", now.jump());
        } else if (now.jump() < 0 && reached - now.wall() > LONGEST_HOLD_MILLIS) {
            warn(
                    "The clock went back by {} s: checks go on with the new time; until it reaches the old one, samples"
                            + " may be older than what the series hold already, and are then not kept",
                    -now.jump());
            core.probes().everyCheck(check -> anchor(check, now.wall()));
            reached = now.wall();
        } else if (now.jump() < 0) {
            warn("The clock went back by {} s: checks wait until it has caught up, no slot is run twice", -now.jump());
        }
        reached = Math.max(reached, now.wall());
        return now;
    }

    private void anchor(Check check, long wall) {
        Run run = check.run;
        boolean unstarted = run != null && run.phase != Run.Phase.RUNNING;
        if (unstarted) {
            core.slots().callOff(run);
        }
        if (unstarted || check.wanted != Schedule.NONE) {
            check.wanted = Schedule.NONE;
            core.slots().skip(check, Cause.CLOCK, 1);
        }
        check.storedAt = Schedule.NONE;
        core.timeline.add(check, wall);
    }

    /** At most once a minute, for a clock that is broken may jump all the time. */
    private void warn(String text, long millis) {
        long now = core.time.nanos();
        if (warned.isEmpty() || now - warned.get() >= QUIET_NANOS) {
            warned = Optional.of(now);
            core.afterwards(() -> LOG.warn(text, (double) millis / MILLIS_PER_SECOND));
        }
    }
}
