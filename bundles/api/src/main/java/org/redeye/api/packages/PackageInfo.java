package org.redeye.api.packages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.Problem;

/**
 * A package as it stands. An immutable snapshot.
 *
 * @param name its name, also the name of its file without {@code .yaml}
 * @param version its version as declared; {@code 0.0.0} if it declares none
 * @param title its name for people
 * @param file the name of its file, relative to the folder of packages
 * @param etag the fingerprint of the text in the file now
 * @param applied when the version in force was taken over
 * @param problems what is wrong with the file; if there are any, the last good version is still in force
 * @param warnings what may be wrong but did not stop it
 * @param sections how many items each section has, in the order of the document
 * @param pending what cannot work yet, by declaration or section, and what it needs ({@code needs section:jobs})
 */
public record PackageInfo(
        String name,
        String version,
        String title,
        String file,
        String etag,
        Instant applied,
        List<Problem> problems,
        List<Problem> warnings,
        Map<String, Integer> sections,
        Map<String, String> pending) {}
