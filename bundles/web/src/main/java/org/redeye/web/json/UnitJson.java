package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.UnitInfo;

/**
 * A package as a unit.
 *
 * @param name the package
 * @param version its version in force
 * @param installed when it was installed, milliseconds since the epoch; null if it was written here
 * @param source what it was installed from; null if it was written here
 * @param signedBy the trusted key that signed it; null if none did
 * @param drift the files that are not as they were installed
 * @param requires what it requires, and what is there
 * @param requiredBy the packages that require it
 * @param fallback the packages that answer for what it lacks
 */
public record UnitJson(
        String name,
        String version,
        @Nullable Long installed,
        @Nullable String source,
        @Nullable String signedBy,
        FileChanges drift,
        List<Need> requires,
        List<String> requiredBy,
        List<String> fallback) {

    /** A unit of the engine. */
    public static UnitJson of(UnitInfo info) {
        return new UnitJson(
                info.name(),
                info.version(),
                info.isInstalled() ? info.installed().toEpochMilli() : null,
                nullIfEmpty(info.source()),
                nullIfEmpty(info.signedBy()),
                info.drift(),
                info.requires().stream()
                        .map(need ->
                                new Need(need.kind(), need.name(), need.range(), nullIfEmpty(need.there()), need.met()))
                        .toList(),
                info.requiredBy(),
                info.fallback());
    }

    static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * Something that is required.
     *
     * @param kind {@code package} or {@code plugin}
     * @param name its name
     * @param range the versions that would do
     * @param there the version that is there; null if none is
     * @param met whether that one does
     */
    public record Need(
            String kind,
            String name,
            String range,
            @Nullable String there,
            boolean met) {}
}
