package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries that are answered together.
 *
 * @param queries at least one
 */
public record QueriesRequest(@Nullable List<@Nullable Asked> queries) {

    /**
     * One query. What is null has its default.
     *
     * @param match globs of series ids
     * @param ids series ids
     * @param from milliseconds since the epoch; an hour before {@code to}
     * @param to milliseconds since the epoch; now
     * @param points of a line at most; 600
     * @param consolidation average, min or max; average
     * @param band whether the extremes of each point are wanted, too
     * @param rate whether the change per second is wanted
     * @param combine sum, avg, min, max, count or percentile; each series is a line
     * @param by labels that keep lines apart
     * @param percentile 0 to 100; 95
     * @param top how many of the greatest lines are wanted; all
     */
    public record Asked(
            @Nullable List<String> match,
            @Nullable List<String> ids,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable Integer points,
            @Nullable String consolidation,
            @Nullable Boolean band,
            @Nullable Boolean rate,
            @Nullable String combine,
            @Nullable List<String> by,
            @Nullable Double percentile,
            @Nullable Integer top) {}
}
