package org.redeye.section.roles;

import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Accounts that alerts go to, held by whoever has the shift, and who is called when the holder does not answer. */
@Component
@Plugin(kind = "section", id = "roles", title = "Roles", help = "Who alerts go to, and who is called next")
public final class RolesSection implements SectionType {

    private static final Duration LEAST = Duration.ofMinutes(1);

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name others refer to")
                            .pattern("[^/\\s](?:[^/]{0,98}[^/\\s])?")
                            .build(),
                    FieldSpec.of("title", "text").help("The name for people").build(),
                    FieldSpec.of("schedule", "text")
                            .help("The schedule that says who holds it")
                            .build(),
                    FieldSpec.of("people", "list")
                            .help("Names of people who hold it together at all times, instead of a schedule")
                            .element(FieldSpec.of("", "text").build())
                            .range("0", "50")
                            .build(),
                    FieldSpec.of("steps", "list")
                            .help("Who is called when the holder does not answer, such as {role: ops, after: 10m}")
                            .element(FieldSpec.of("", "map")
                                    .element(FieldSpec.of("", "text").build())
                                    .build())
                            .range("0", "20")
                            .build(),
                    FieldSpec.of("repeat", "duration")
                            .help("How long after the last step calling begins anew while nobody has acknowledged")
                            .def("30m")
                            .range("1m", "7d")
                            .build(),
                    FieldSpec.of("again", "duration")
                            .help(
                                    "How long after an acknowledgement it is called about again if it is not fixed; 0s for never")
                            .def("4h")
                            .range("0s", "31d")
                            .build())
            .below(IndexLayer.key("name"))
            .with(
                    new FieldSet("Role", List.of("name", "title", "schedule", "people")),
                    new FieldSet("Escalation", List.of("steps", "repeat", "again")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        String name = item.text("name");
        context.first(item.section(), "name", name)
                .filter(first -> !first.path().equals(item.path()))
                .ifPresent(first -> context.problem(
                        item,
                        "name",
                        "A role named '" + name + "' stands at " + first.position()
                                + " already; names are unique within a package.",
                        ""));
        List<String> people = ((List<?>) item.value("people", List.class, List.of()))
                .stream().map(Object::toString).distinct().toList();
        holders(item, people, context);
        Duration again = item.value("again", Duration.class, Duration.ZERO);
        if (!again.isZero() && again.compareTo(LEAST) < 0) {
            context.problem(item, "again", "'again' must be at least 1m, or 0s for never.", "");
        }
        String title = item.text("title").isEmpty() ? name : item.text("title");
        return List.of(new RoleDeclaration(
                item.id(),
                item.packageName(),
                name,
                title,
                item.text("schedule"),
                people,
                new Steps(item, context).steps(),
                item.value("repeat", Duration.class, Duration.ofMinutes(30)),
                again));
    }

    private static void holders(Item item, List<String> people, CompileContext context) {
        String schedule = item.text("schedule");
        if (!schedule.isEmpty() && !people.isEmpty()) {
            context.problem(item, "people", "A role has a 'schedule' or 'people', not both.", "");
        } else if (schedule.isEmpty() && people.isEmpty()) {
            context.warning(item, "", "The role has neither 'schedule' nor 'people', so nobody holds it.", "");
        }
        known(item, "schedule", schedule, "schedules", "schedule", context);
        people.forEach(person -> known(item, "people", person, "people", "person", context));
    }

    /** What it names may be another package's; in a package that has such things, a name that is not there is probably a slip. */
    static void known(Item item, String field, String name, String section, String word, CompileContext context) {
        List<String> names =
                context.items(section).stream().map(each -> each.text("name")).toList();
        if (!name.isEmpty() && !names.isEmpty() && !name.contains("/") && !names.contains(name)) {
            context.warning(
                    item, field, "There is no " + word + " '" + name + "' in this package.", Nearest.to(name, names));
        }
    }
}
