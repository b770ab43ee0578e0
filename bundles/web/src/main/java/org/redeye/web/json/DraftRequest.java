package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody works on, and what shall be done to it.
 *
 * @param text what is edited
 * @param edits one after the other; none to look only
 * @param at the path to look at afterwards: keys and list positions; null to look at none
 * @param schemas whether the schemas of the text's sections are wanted; null is no
 */
public record DraftRequest(
        @Nullable String text,
        @Nullable List<@Nullable EditJson> edits,
        @Nullable List<Object> at,
        @Nullable Boolean schemas) {
    @Override
    public String toString() {
        return "DraftRequest[" + at + "]"; // the text may hold secrets
    }
}
