package org.redeye.section.roles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.oncall.RoleDeclaration.Step;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** Reads the steps of a role: {@code [{role: ops, after: 10m}, {person: ann, after: 30m}]}. */
final class Steps {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final List<String> KEYS = List.of("role", "person", "after");
    private static final Pattern PART = Pattern.compile("(\\d{1,6})([dhms])");
    private static final Map<String, Duration> UNITS = Map.of(
            "d", Duration.ofDays(1),
            "h", Duration.ofHours(1),
            "m", Duration.ofMinutes(1),
            "s", Duration.ofSeconds(1));

    private final Item item;
    private final CompileContext context;

    Steps(Item item, CompileContext context) {
        this.item = item;
        this.context = context;
    }

    /** The steps in the order of their delay. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (Object given : item.value("steps", List.class, List.of())) {
            if (given instanceof Map<?, ?> step) {
                step(step).ifPresent(steps::add);
            }
        }
        steps.sort(Comparator.comparing(Step::after));
        return steps;
    }

    private Optional<Step> step(Map<?, ?> given) {
        for (Object key : given.keySet()) {
            if (!KEYS.contains(key.toString())) {
                problem(
                        "'" + key + "' is not known in a step; possible are role, person, after.",
                        Nearest.to(key.toString(), KEYS));
            }
        }
        String role = text(given, "role");
        String person = text(given, "person");
        if (role.isEmpty() == person.isEmpty()) {
            problem("A step has a 'role' or a 'person', and not both.", "");
        }
        RolesSection.known(item, "steps", role, "roles", "role", context);
        RolesSection.known(item, "steps", person, "people", "person", context);
        if (!role.isEmpty() && role.equals(item.text("name"))) {
            problem("A step calls the role '" + role + "' itself; it is called anew after 'repeat'.", "");
        }
        return after(text(given, "after")).map(after -> new Step(role, person, after));
    }

    private Optional<Duration> after(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (part.find() && part.start() == at) {
            sum = sum.plus(
                    UNITS.getOrDefault(part.group(2), Duration.ZERO).multipliedBy(Integer.parseInt(part.group(1))));
            at = part.end();
        }
        if (at == 0 || at < text.length() || sum.compareTo(LONGEST) > 0) {
            problem("'after' of a step must be a duration up to 7d such as 10m or 1h30m, not '" + text + "'.", "");
            return Optional.empty();
        }
        return Optional.of(sum);
    }

    private void problem(String message, String suggestion) {
        context.problem(item, "steps", message, suggestion);
    }

    private static String text(Map<?, ?> given, String key) {
        Object value = given.get(key);
        return value == null ? "" : value.toString().strip();
    }
}
