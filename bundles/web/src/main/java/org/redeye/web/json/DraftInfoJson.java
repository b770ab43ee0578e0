package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.redeye.web.drafts.StoredDraft;

/**
 * That there is a draft.
 *
 * @param name the package, {@code package} in JSON
 * @param etag the version it began from
 * @param saved when it was kept, milliseconds since the epoch
 * @param size characters of its text
 */
public record DraftInfoJson(@JsonProperty("package") String name, String etag, long saved, int size) {

    /** What there is to know of a draft without its text. */
    public static DraftInfoJson of(StoredDraft draft) {
        return new DraftInfoJson(
                draft.name(), draft.etag(), draft.saved(), draft.text().length());
    }
}
