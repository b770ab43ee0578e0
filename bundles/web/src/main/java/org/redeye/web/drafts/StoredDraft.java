package org.redeye.web.drafts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A text that somebody has begun to edit.
 *
 * @param name the package, {@code package} in JSON
 * @param text the text as it is now
 * @param etag the version of the package that it began from; empty for a new package
 * @param base the text it began from
 * @param at the path that was being looked at
 * @param saved when it was kept, milliseconds since the epoch
 */
public record StoredDraft(
        @JsonProperty("package") String name, String text, String etag, String base, List<Object> at, long saved) {

    /** The same, kept at this time. */
    StoredDraft savedAt(long millis) {
        return new StoredDraft(name, text, etag, base, at, millis);
    }

    @Override
    public String toString() {
        return "StoredDraft[" + name + "]"; // the text may hold secrets
    }
}
