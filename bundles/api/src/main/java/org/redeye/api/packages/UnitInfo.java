package org.redeye.api.packages;

import java.time.Instant;
import java.util.List;

/**
 * A package as a unit: what it came from, whether it is still as it came, what it needs. An immutable snapshot.
 *
 * @param name the package
 * @param version its version in force; {@code 0.0.0} if it declares none
 * @param installed when it was installed as a unit; {@link Instant#EPOCH} if it never was, but written here
 * @param source what it was installed from, as people call it; empty if it was written here
 * @param signedBy the name of the trusted key that signed it; empty if it is not signed
 * @param drift what is different from what was installed; {@link FileChanges#NONE} if nothing, or if it was written here
 * @param requires what it requires, in the order of its header
 * @param requiredBy the packages in force that require it, in their order
 * @param fallback the packages that answer for what it lacks, in order
 */
public record UnitInfo(
        String name,
        String version,
        Instant installed,
        String source,
        String signedBy,
        FileChanges drift,
        List<Need> requires,
        List<String> requiredBy,
        List<String> fallback) {

    /** Copies the lists. */
    public UnitInfo {
        requires = List.copyOf(requires);
        requiredBy = List.copyOf(requiredBy);
        fallback = List.copyOf(fallback);
    }

    /** Whether it was installed as a unit. */
    public boolean isInstalled() {
        return !installed.equals(Instant.EPOCH);
    }

    /**
     * Something that a package requires.
     *
     * @param kind {@code package} or {@code plugin}
     * @param name its name, of a plugin {@code kind:id}
     * @param range the versions that would do, as OSGi writes ranges
     * @param there the version that is there; empty if it is not there
     * @param met whether that one does
     */
    public record Need(String kind, String name, String range, String there, boolean met) {}
}
