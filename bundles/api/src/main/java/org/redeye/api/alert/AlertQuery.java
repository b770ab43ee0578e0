package org.redeye.api.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts are asked for.
 *
 * @param states in which state; empty for any
 * @param match whose conditions; any member that fits will do
 * @param role of which role; empty for any
 * @param text only those whose title, subject or text has this, whatever the case; empty for any
 * @param from only those that were not over before this time
 * @param to only those that began before this time
 * @param after only those that come after this id in the answer's order; empty from the start
 * @param limit at most so many, 1 to 1,000
 */
public record AlertQuery(
        Set<AlertState> states,
        Match match,
        String role,
        String text,
        Optional<Instant> from,
        Optional<Instant> to,
        String after,
        int limit) {

    /** All that goes on, up to 1,000. */
    public static final AlertQuery GOING_ON = new AlertQuery(
            Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED),
            Match.ALL,
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            "",
            1000);

    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if the limit is out of bounds
     */
    public AlertQuery {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("A limit of " + limit + "; expected 1 to 1000.");
        }
        states = Set.copyOf(states);
    }
}
