package org.redeye.alerts;

import java.time.Instant;
import java.util.Optional;

/**
 * The next entry of an alert and when it is written.
 *
 * @param at when; may have passed
 * @param draft what
 */
record Due(Instant at, Draft draft) {

    /** The earlier one; of two at one time the first. */
    static Optional<Due> first(Optional<Due> one, Optional<Due> other) {
        return one.isEmpty() || other.isPresent() && other.get().at.isBefore(one.get().at) ? other : one;
    }
}
