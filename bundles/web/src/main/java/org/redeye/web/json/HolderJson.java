package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.oncall.Holding;

/**
 * Who holds a role.
 *
 * @param people who holds it; empty if nobody does
 * @param because why
 * @param until when that changes, milliseconds since the epoch; left out if it does not within 90 days
 */
public record HolderJson(
        List<Named> people,
        String because,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long until) {

    /** A person's name and what people call them. */
    public record Named(String name, String title) {}

    /** Who holds it. */
    public static HolderJson of(Holding holding) {
        return new HolderJson(
                holding.people().stream()
                        .map(person -> new Named(person.name(), person.title()))
                        .toList(),
                holding.because(),
                holding.until().map(end -> end.toEpochMilli()).orElse(null));
    }
}
