package org.redeye.web.json;

import org.redeye.api.sla.StateHistory.Stretch;

/**
 * A stretch of time in which a check was in one state.
 *
 * @param state the state
 * @param from when it begins, milliseconds since the epoch
 * @param until when it ends
 */
public record StretchJson(String state, long from, long until) {

    /** A stretch as the engine tells of it. */
    public static StretchJson of(Stretch stretch) {
        return new StretchJson(
                stretch.state().word(),
                stretch.from().toEpochMilli(),
                stretch.until().toEpochMilli());
    }
}
