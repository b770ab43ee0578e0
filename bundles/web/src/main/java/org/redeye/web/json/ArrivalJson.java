package org.redeye.web.json;

import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Arrival;

/**
 * A unit that lies in a deploy folder or a bundle, and what became of it.
 *
 * @param source the file or bundle
 * @param name the package; null if it could not be read
 * @param version its version; null if it could not be read
 * @param at when it was looked at, milliseconds since the epoch
 * @param state {@code installed} or {@code refused}
 * @param problem why it was refused; null if it was not
 */
public record ArrivalJson(
        String source,
        @Nullable String name,
        @Nullable String version,
        long at,
        String state,
        @Nullable String problem) {

    /** An arrival of the engine. */
    public static ArrivalJson of(Arrival arrival) {
        return new ArrivalJson(
                arrival.source(),
                UnitJson.nullIfEmpty(arrival.name()),
                UnitJson.nullIfEmpty(arrival.version()),
                arrival.at().toEpochMilli(),
                arrival.problem().isEmpty() ? "installed" : "refused",
                UnitJson.nullIfEmpty(arrival.problem()));
    }
}
