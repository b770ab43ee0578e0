package org.redeye.web.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.PackageInfo;

/**
 * A package as it stands.
 *
 * @param name its name
 * @param version its version
 * @param title its name for people
 * @param file its file
 * @param etag the fingerprint of the text in the file
 * @param applied when the version in force was taken over, milliseconds since the epoch; null if none was yet
 * @param state {@code applied}, or {@code refused} if the file has problems and the last good version is in force
 * @param problems what is wrong with the file
 * @param warnings what may be wrong
 * @param sections how many items each section has
 * @param pending what cannot work yet, and what it needs
 * @param trusted whether its scripts may run
 * @param scripts the programs in force by section and purpose, as {@code path@fingerprint}
 * @param definedBy the sections that another package defines, with its name
 */
public record PackageJson(
        String name,
        String version,
        String title,
        String file,
        String etag,
        @Nullable Long applied,
        String state,
        List<ProblemJson.Place> problems,
        List<ProblemJson.Place> warnings,
        Map<String, Integer> sections,
        Map<String, String> pending,
        boolean trusted,
        Map<String, Map<String, String>> scripts,
        Map<String, String> definedBy) {

    /** A package of the engine. */
    public static PackageJson of(PackageInfo info) {
        return new PackageJson(
                info.name(),
                info.version(),
                info.title(),
                info.file(),
                info.etag(),
                info.applied().equals(Instant.EPOCH) ? null : info.applied().toEpochMilli(),
                info.problems().isEmpty() ? "applied" : "refused",
                info.problems().stream().map(ProblemJson.Place::of).toList(),
                info.warnings().stream().map(ProblemJson.Place::of).toList(),
                info.sections(),
                info.pending(),
                info.trusted(),
                info.scripts(),
                info.definedBy());
    }
}
