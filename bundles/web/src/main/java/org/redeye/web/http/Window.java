package org.redeye.web.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redeye.web.json.Items;

/**
 * The stretch of a list that is asked for.
 *
 * @param limit at most so many, 1 to 10,000
 * @param after the key of the last item already seen; empty from the start
 */
public record Window(int limit, String after) {

    private static final int DEFAULT = 1000;
    private static final int MAX = 10_000;

    /**
     * Reads {@code ?limit=} and {@code ?after=}.
     *
     * @throws HttpProblem 400 if the limit is no number from 1 to 10,000
     */
    public static Window of(@Nullable String limit, @Nullable String after) {
        int count = limit == null ? DEFAULT : Parameters.integer("limit", limit, 1, MAX);
        return new Window(count, after == null ? "" : after);
    }

    /** The stretch of a list that is ordered by its keys. */
    public <T, J> Items<J> of(List<T> sorted, Function<T, String> key, Function<T, J> json) {
        List<T> rest = after.isEmpty()
                ? sorted
                : sorted.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .toList();
        return cut(rest, key, json);
    }

    /** The stretch of a list with an order of its own. */
    public <T, J> Items<J> ofOrder(List<T> items, Function<T, String> key, Function<T, J> json) {
        if (after.isEmpty()) {
            return cut(items, key, json);
        }
        for (int i = 0; i < items.size(); i++) {
            if (key.apply(items.get(i)).equals(after)) {
                return cut(items.subList(i + 1, items.size()), key, json);
            }
        }
        throw HttpProblem.badRequest("There is nothing '" + after + "' to go on after. Begin again without 'after'.");
    }

    private <T, J> Items<J> cut(List<T> rest, Function<T, String> key, Function<T, J> json) {
        List<J> items = rest.stream().limit(limit).map(json).toList();
        return new Items<>(items, rest.size() > limit ? key.apply(rest.get(limit - 1)) : null);
    }
}
