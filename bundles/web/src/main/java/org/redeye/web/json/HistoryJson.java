package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Revision;

/**
 * A stretch of the history of a package, newest first.
 *
 * @param items its revisions
 * @param next what to send as {@code ?after=} to get older ones; left out if there are none
 * @param waiting why changes are not in the history yet, in words; null if none waits
 */
public record HistoryJson(
        List<Item> items,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next,
        @Nullable String waiting) {

    /**
     * One revision.
     *
     * @param revision the commit
     * @param at when, milliseconds since the epoch
     * @param author who
     * @param message what, one line
     * @param why what for
     * @param removed whether the package is not there after it
     */
    public record Item(String revision, long at, String author, String message, String why, boolean removed) {

        static Item of(Revision revision) {
            return new Item(
                    revision.id(),
                    revision.at().toEpochMilli(),
                    revision.author(),
                    revision.message(),
                    revision.why(),
                    revision.removed());
        }
    }

    /** Revisions of the engine, of which at most {@code limit} are shown. */
    public static HistoryJson of(List<Revision> revisions, int limit, String waiting) {
        boolean more = revisions.size() > limit;
        return new HistoryJson(
                revisions.stream().limit(limit).map(Item::of).toList(),
                more ? revisions.get(limit - 1).id() : null,
                waiting.isEmpty() ? null : waiting);
    }
}
