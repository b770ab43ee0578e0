package org.redeye.api.alert;

import java.time.Instant;

/**
 * One stretch of maintenance. Immutable.
 *
 * @param id of the declaration, or of its own if it was opened by somebody
 * @param title its name for people
 * @param match what is worked on
 * @param by who opened it, or the declaration's id
 * @param from when it begins
 * @param until when it ends
 */
public record Window(String id, String title, Match match, String by, Instant from, Instant until) {

    /** Whether it is in force at a time. */
    public boolean holdsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
