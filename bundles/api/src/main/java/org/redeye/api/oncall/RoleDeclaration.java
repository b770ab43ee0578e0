package org.redeye.api.oncall;

import java.time.Duration;
import java.util.List;
import org.redeye.api.section.Declaration;

/**
 * An account that alerts go to, held by whoever has the shift.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param name the name others refer to it by
 * @param title the name for people
 * @param schedule the name of the schedule that says who holds it; empty if {@link #people} do
 * @param people names of people who hold it together at all times; empty if the schedule says
 * @param steps who is called when the holder does not answer, in order of their delay
 * @param repeat how long after the last step calling begins anew while nobody has acknowledged, 1 min to 7 days
 * @param again how long after an acknowledgement it is called about again if it is not fixed, 1 min to 31 days; zero for never
 */
public record RoleDeclaration(
        String id,
        String packageName,
        String name,
        String title,
        String schedule,
        List<String> people,
        List<Step> steps,
        Duration repeat,
        Duration again)
        implements Declaration {

    /** Copies the lists. */
    public RoleDeclaration {
        people = List.copyOf(people);
        steps = List.copyOf(steps);
    }

    /**
     * One step of escalation.
     *
     * @param role the name of the role that is called then; empty if it is a person
     * @param person the name of the person; empty if it is a role
     * @param after how long after the alert began, up to 7 days
     */
    public record Step(String role, String person, Duration after) {}
}
