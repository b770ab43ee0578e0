package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.UnitPlan;

/**
 * What installing a unit does, or would do.
 *
 * @param name the package
 * @param before the version that was there; null if the package was not
 * @param version the version that comes
 * @param signedBy the trusted key that signed it; null if none did
 * @param added the ids of declarations that come
 * @param changed those that change
 * @param removed those that go
 * @param files what happens to the files
 * @param etag the fingerprint of the text after it
 * @param warnings what to be warned of
 */
public record UnitPlanJson(
        String name,
        @Nullable String before,
        String version,
        @Nullable String signedBy,
        List<String> added,
        List<String> changed,
        List<String> removed,
        FileChanges files,
        String etag,
        List<String> warnings) {

    /** A plan of the engine. */
    public static UnitPlanJson of(UnitPlan unit) {
        return new UnitPlanJson(
                unit.name(),
                UnitJson.nullIfEmpty(unit.before()),
                unit.version(),
                UnitJson.nullIfEmpty(unit.signedBy()),
                unit.plan().added(),
                unit.plan().changed(),
                unit.plan().removed(),
                unit.plan().files(),
                unit.plan().etag(),
                unit.plan().warnings());
    }
}
