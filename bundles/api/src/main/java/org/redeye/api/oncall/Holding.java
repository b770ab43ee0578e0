package org.redeye.api.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who holds a role at a time, and why. Immutable.
 *
 * @param role the role's name
 * @param at the time
 * @param people who holds it, all of whom are called; empty if nobody does
 * @param because one sentence: the layer, override or gap that made it so
 * @param until when it changes next, as far as is planned; empty if it does not within 90 days
 */
public record Holding(
        String role, Instant at, List<PersonDeclaration> people, String because, Optional<Instant> until) {

    /** Copies the list. */
    public Holding {
        people = List.copyOf(people);
    }
}
