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
 * @param trusted whether its scripts may run, see {@link Trust}
 * @param scripts the programs in force by section and what they are for ({@code validate}, {@code process}, {@code run}), each
 *     as {@code path@fingerprint}, the fingerprint being 16 hexadecimal digits of its content
 * @param definedBy the sections that a required package defines, with its name
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
        Map<String, String> pending,
        boolean trusted,
        Map<String, Map<String, String>> scripts,
        Map<String, String> definedBy) {

    /** A package that defines its sections itself or has them of plugins. */
    public PackageInfo(
            String name,
            String version,
            String title,
            String file,
            String etag,
            Instant applied,
            List<Problem> problems,
            List<Problem> warnings,
            Map<String, Integer> sections,
            Map<String, String> pending,
            boolean trusted,
            Map<String, Map<String, String>> scripts) {
        this(
                name, version, title, file, etag, applied, problems, warnings, sections, pending, trusted, scripts,
                Map.of());
    }

    /** A package that is not trusted and uses no scripts. */
    public PackageInfo(
            String name,
            String version,
            String title,
            String file,
            String etag,
            Instant applied,
            List<Problem> problems,
            List<Problem> warnings,
            Map<String, Integer> sections,
            Map<String, String> pending) {
        this(name, version, title, file, etag, applied, problems, warnings, sections, pending, false, Map.of());
    }
}
