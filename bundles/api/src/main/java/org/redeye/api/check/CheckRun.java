package org.redeye.api.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/**
 * One run of a check. Immutable.
 *
 * @param check the id of the check
 * @param at the time of its slot, with which its samples are stored; for a run that a person asked for, when it began
 * @param late how long after that it began
 * @param took how long it took
 * @param status what the probe found
 * @param reason why it is not OK
 * @param message one sentence for people
 * @param readings the values measured
 * @param evidence what the target answered when it broke a rule; at most 64 KiB; empty if none
 * @param log what the probe noted on the way
 * @param plugin the plugin and version that ran it, such as {@code probe:ping 0.1.0}
 */
public record CheckRun(
        String check,
        Instant at,
        Duration late,
        Duration took,
        Status status,
        Reason reason,
        String message,
        List<Reading> readings,
        String evidence,
        List<String> log,
        String plugin) {

    /** Copies the lists. */
    public CheckRun {
        readings = List.copyOf(readings);
        log = List.copyOf(log);
    }
}
