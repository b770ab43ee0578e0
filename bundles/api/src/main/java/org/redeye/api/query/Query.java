package org.redeye.api.query;

import java.util.List;
import org.redeye.api.series.Consolidation;

/**
 * Which series, over which stretch of time, in how many points. Immutable.
 *
 * @param match globs of series ids, see {@link org.redeye.api.text.Glob}
 * @param ids ids of series; one that is not there is left out
 * @param from milliseconds since the epoch, not negative
 * @param to milliseconds since the epoch, not part of it; greater than {@code from}
 * @param points of a line at most, give or take one at the edges; 1 to {@value #MOST_POINTS}
 * @param consolidation what a point of a plain line says of its samples; what is reckoned chooses for itself
 * @param band whether plain lines that have several samples a point tell the extremes, too
 * @param calculation what is reckoned
 */
public record Query(
        List<String> match,
        List<String> ids,
        long from,
        long to,
        int points,
        Consolidation consolidation,
        boolean band,
        Calculation calculation) {

    /** The most points of a line. */
    public static final int MOST_POINTS = 10_000;
    /** The most globs and ids of a query. */
    public static final int MOST_NAMES = 1_000;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if something is out of bounds; the message is a sentence
     */
    public Query {
        match = List.copyOf(match);
        ids = List.copyOf(ids);
        if (match.isEmpty() && ids.isEmpty()) {
            throw new IllegalArgumentException("'match' or 'ids' must name series.");
        }
        if (match.size() > MOST_NAMES || ids.size() > MOST_NAMES) {
            throw new IllegalArgumentException("'match' has " + match.size() + " globs and 'ids' " + ids.size()
                    + " ids; at most " + MOST_NAMES + " of each.");
        }
        if (from < 0 || from >= to) {
            throw new IllegalArgumentException(
                    "'from' must be less than 'to' and not negative; it is " + from + ", 'to' is " + to + ".");
        }
        if (points < 1 || points > MOST_POINTS) {
            throw new IllegalArgumentException("'points' is " + points + "; expected 1 to " + MOST_POINTS + ".");
        }
    }
}
