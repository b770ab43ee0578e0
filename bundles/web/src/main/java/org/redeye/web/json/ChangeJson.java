package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.Plan;

/**
 * A change that waits for approval.
 *
 * @param id its id
 * @param name the package
 * @param at when it was made, milliseconds since the epoch
 * @param author who made it
 * @param role what the author was allowed to do then, as a lower case word
 * @param message what is done; may be empty
 * @param why what for; may be empty
 * @param base the etag of the text that it changes
 * @param files the imported files that it changes, too
 * @param plan what it would have done when it was made
 * @param objection why who asks may not approve it, in words; null if he may
 * @param diff what it changes; only where one change is asked for
 */
public record ChangeJson(
        String id,
        String name,
        long at,
        String author,
        String role,
        String message,
        String why,
        String base,
        List<String> files,
        Plan plan,
        @Nullable String objection,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String diff) {

    /** One of a list. */
    public static ChangeJson of(PendingChange change, String objection) {
        return new ChangeJson(
                change.id(),
                change.name(),
                change.at().toEpochMilli(),
                change.author(),
                change.role().word(),
                change.message(),
                change.why(),
                change.base(),
                change.files().keySet().stream().sorted().toList(),
                change.plan(),
                objection.isEmpty() ? null : objection,
                null);
    }

    /** The same with what it changes. */
    public ChangeJson with(String diff) {
        return new ChangeJson(id, name, at, author, role, message, why, base, files, plan, objection, diff);
    }
}
