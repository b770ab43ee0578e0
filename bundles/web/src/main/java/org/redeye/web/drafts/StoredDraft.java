package org.redeye.web.drafts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.packages.FileText;

/**
 * A text that somebody has begun to edit.
 *
 * @param name the package, {@code package} in JSON
 * @param text the text as it is now
 * @param etag the version of the package that it began from; empty for a new package
 * @param base the text it began from
 * @param at the path that was being looked at
 * @param saved when it was kept, milliseconds since the epoch
 * @param files the imported files that it changes, by path
 */
public record StoredDraft(
        @JsonProperty("package") String name,
        String text,
        String etag,
        String base,
        List<Object> at,
        long saved,
        Map<String, File> files) {

    /** Copies the map; a draft that was kept by an older version has none. */
    public StoredDraft {
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    /** An imported file as the draft has it, and the version that was edited. */
    public record File(String text, String etag) {
        @Override
        public String toString() {
            return "File[" + etag + "]"; // the text may hold secrets
        }
    }

    /** Files as they are kept. */
    public static Map<String, File> files(Map<String, FileText> given) {
        var files = new LinkedHashMap<String, File>();
        given.forEach((path, file) -> files.put(path, new File(file.text(), file.seen())));
        return files;
    }

    /** The same, kept at this time. */
    StoredDraft savedAt(long millis) {
        return new StoredDraft(name, text, etag, base, at, millis, files);
    }

    @Override
    public String toString() {
        return "StoredDraft[" + name + "]"; // the text may hold secrets
    }
}
