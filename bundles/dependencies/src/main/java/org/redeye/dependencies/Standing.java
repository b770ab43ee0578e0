package org.redeye.dependencies;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.probe.Reason;

/**
 * How a check stands.
 *
 * @param check its id
 * @param place the host it looks at, as package/name; empty if none
 * @param state its state
 * @param measured whether it is critical although its target has answered
 * @param at the time of its last run, milliseconds since the epoch; 0 if there was none
 * @param since since when it is in this state
 */
record Standing(String check, String place, CheckState state, boolean measured, long at, long since) {

    /** Reasons of a target that answers, but not what was asked for: it is not cut off, nor does it cut off others. */
    private static final Set<Reason> ANSWERED = EnumSet.of(
            Reason.THRESHOLD,
            Reason.COUNT,
            Reason.AGE,
            Reason.CHANGE,
            Reason.DIGEST,
            Reason.SIDECAR,
            Reason.LOCK,
            Reason.SIZE,
            Reason.CERTIFICATE,
            Reason.SETTINGS);

    static Standing of(CheckStatus status) {
        String host = status.declaration().host();
        return new Standing(
                status.id(),
                host.isEmpty() ? "" : status.declaration().packageName() + "/" + host,
                status.state(),
                status.state() == CheckState.CRITICAL && answered(status.reason()),
                status.last().map(run -> run.at().toEpochMilli()).orElse(0L),
                status.since().toEpochMilli());
    }

    private static boolean answered(String word) {
        try {
            return ANSWERED.contains(Reason.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) { // a word of a later version
            return false;
        }
    }

    /** Whether its target is there, of a host: an answer that is not as it should be is one. */
    boolean isUp(boolean host) {
        return state == CheckState.OK || state == CheckState.WARNING || host && measured;
    }

    /** Whether its target is not there. */
    boolean isDown(boolean host) {
        return state == CheckState.CRITICAL && !(host && measured);
    }
}
