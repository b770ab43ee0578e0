package org.redeye.web.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.FileText;
import org.redeye.web.http.HttpProblem;

/**
 * What an imported file shall say, see {@link FileText}.
 *
 * @param etag the version that was edited; null if it does not matter what is there
 */
public record FileTextJson(@Nullable String text, @Nullable String etag) {

    /**
     * Files by path; none if there are none.
     *
     * @throws HttpProblem 422 if one has no text
     */
    public static Map<String, FileText> files(@Nullable Map<String, @Nullable FileTextJson> given) {
        var files = new LinkedHashMap<String, FileText>();
        if (given != null) {
            given.forEach((path, file) -> {
                if (file == null || file.text == null) {
                    throw HttpProblem.unprocessable("'text' is missing of the file '" + path + "'.");
                }
                files.put(path, new FileText(file.text, file.etag == null ? "" : file.etag));
            });
        }
        return files;
    }

    @Override
    public String toString() {
        return "FileTextJson[" + etag + "]"; // the text may hold secrets
    }
}
