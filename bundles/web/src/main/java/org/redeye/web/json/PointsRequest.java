package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which points are wanted.
 *
 * @param match globs of series ids
 * @param ids series ids
 * @param from milliseconds since the epoch; an hour before {@code to} if null
 * @param to milliseconds since the epoch; now if null
 * @param points how many of each series at most; 600 if null
 * @param consolidation average, min or max; average if null
 */
public record PointsRequest(
        @Nullable List<String> match,
        @Nullable List<String> ids,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable Integer points,
        @Nullable String consolidation) {}
