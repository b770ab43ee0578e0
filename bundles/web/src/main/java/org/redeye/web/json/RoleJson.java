package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.RoleDeclaration;

/**
 * An account that alerts go to.
 *
 * @param packageName in JSON {@code package}: who declares it
 * @param schedule the schedule that says who holds it; empty if people do
 * @param people who holds it at all times; empty if the schedule says
 * @param holder who holds it now
 */
public record RoleJson(
        String id,
        @JsonProperty("package") String packageName,
        String name,
        String title,
        String schedule,
        List<String> people,
        List<StepJson> steps,
        double repeatSeconds,
        double againSeconds,
        HolderJson holder) {

    /**
     * A step of escalation.
     *
     * @param role the role that is called; empty if it is a person
     * @param person the person who is called; empty if it is a role
     */
    public record StepJson(String role, String person, double afterSeconds) {}

    /** A role and who holds it. */
    public static RoleJson of(RoleDeclaration role, Holding holding) {
        return new RoleJson(
                role.id(),
                role.packageName(),
                role.name(),
                role.title(),
                role.schedule(),
                role.people(),
                role.steps().stream()
                        .map(step -> new StepJson(
                                step.role(), step.person(), step.after().toMillis() / 1000.0))
                        .toList(),
                role.repeat().toMillis() / 1000.0,
                role.again().toMillis() / 1000.0,
                HolderJson.of(holding));
    }
}
