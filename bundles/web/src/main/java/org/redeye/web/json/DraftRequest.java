package org.redeye.web.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody works on, and what shall be done to it.
 *
 * @param text what is edited
 * @param edits one after the other; none to look only
 * @param at the path to look at afterwards: keys and list positions; null to look at none
 * @param schemas whether the schemas of the text's sections are wanted; null is no
 * @param files the imported files that were edited before, by path; null is none
 */
public record DraftRequest(
        @Nullable String text,
        @Nullable List<@Nullable EditJson> edits,
        @Nullable List<Object> at,
        @Nullable Boolean schemas,
        @Nullable Map<String, @Nullable FileTextJson> files) {
    @Override
    public String toString() {
        return "DraftRequest[" + at + "]"; // the text may hold secrets
    }
}
