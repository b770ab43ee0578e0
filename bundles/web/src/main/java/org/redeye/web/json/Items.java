package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list, or a stretch of one.
 *
 * @param items what is in it
 * @param next what to send as {@code ?after=} to get more; left out if there is no more
 */
public record Items<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

    /** A whole list. */
    public static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }
}
