package org.redeye.api.alert;

import java.time.Instant;

/**
 * Somebody's wish not to be called about something for a while. What it matches is shown, not called about. Immutable.
 *
 * @param id its own id; empty for a new one
 * @param match what it is about
 * @param owner who wants it
 * @param reason why; 1 to 500 characters
 * @param from when it begins
 * @param until when it ends; at most 366 days after it begins
 */
public record Silence(String id, Match match, String owner, String reason, Instant from, Instant until) {

    /** Whether it holds at a time. */
    public boolean holdsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
