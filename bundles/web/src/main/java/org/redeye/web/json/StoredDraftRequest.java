package org.redeye.web.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.web.drafts.StoredDraft;
import org.redeye.web.http.HttpProblem;

/** A draft that shall be kept, see {@link StoredDraft}. What is null is empty, but for the text. */
public record StoredDraftRequest(
        @Nullable String text,
        @Nullable String etag,
        @Nullable String base,
        @Nullable List<Object> at,
        @Nullable Map<String, @Nullable FileTextJson> files) {

    /**
     * The draft.
     *
     * @throws HttpProblem 422 if it has no text or looks at what is no path
     */
    public StoredDraft draft(String name) {
        if (text == null) {
            throw HttpProblem.unprocessable("'text' is missing.");
        }
        return new StoredDraft(
                name,
                text,
                etag == null ? "" : etag,
                base == null ? "" : base,
                at == null ? List.of() : EditJson.steps("at", at),
                0,
                StoredDraft.files(FileTextJson.files(files)));
    }

    @Override
    public String toString() {
        return "StoredDraftRequest"; // the text may hold secrets
    }
}
