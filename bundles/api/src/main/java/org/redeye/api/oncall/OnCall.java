package org.redeye.api.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who is on call. Thread-safe; answers are reckoned from what the packages declare now, without input or output.
 *
 * <p>Names of people, schedules and roles are those of their items; where two packages use one name, {@code package/name}
 * says which, and a bare name means that of the first package in order of names; within a package its own goes first. In what
 * is returned, names are written so that they find what is meant here. After a change an event of the type
 * {@code oncall} is published.
 */
@ProviderType
public interface OnCall {

    /** All people, ordered by name. */
    List<PersonDeclaration> people();

    /** A person by name. */
    Optional<PersonDeclaration> person(String name);

    /** All roles, ordered by name. */
    List<RoleDeclaration> roles();

    /** A role by name. */
    Optional<RoleDeclaration> role(String name);

    /** All schedules, ordered by name. */
    List<ScheduleDeclaration> schedules();

    /** Who holds a role at a time; empty if there is no such role. */
    Optional<Holding> holder(String role, Instant at);

    /**
     * The shifts of a schedule that touch [from, to), in order and without overlap, gaps as shifts of nobody. They are whole, but
     * for what lies more than 31 days outside of that.
     *
     * @throws IllegalArgumentException if there is no such schedule, or it is longer than 11 years
     */
    List<Shift> shifts(String schedule, Instant from, Instant to);

    /**
     * How the time of a schedule in [from, to) is shared, by name of the person.
     *
     * @throws IllegalArgumentException as for {@link #shifts}
     */
    List<Share> shares(String schedule, Instant from, Instant to);

    /**
     * What of all that is planned for [from, to) would leave somebody uncalled: gaps, people without contacts, empty roles …
     *
     * @throws IllegalArgumentException if it is longer than 366 days
     */
    List<Finding> findings(Instant from, Instant to);
}
