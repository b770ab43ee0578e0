package org.redeye.alerts;

import java.time.Instant;

/**
 * That calling shall begin anew.
 *
 * @param since when it came up
 * @param gathers whether it waits for more members
 */
record Want(Instant since, boolean gathers, String cause) {

    /** When calling begins. */
    Instant at(Tuning tuning) {
        return gathers ? since.plus(tuning.gathering()) : since;
    }

    /** From when on the delays of its steps count. */
    Instant start(Tuning tuning) {
        return cause.equals(Life.OPENED) ? since : at(tuning);
    }
}
