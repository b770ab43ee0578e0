package org.redeye.section.overrides;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.WallClock;
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

/** For once somebody else: swaps, stand-ins and days off. They go before all layers of a schedule. */
@Component
@Plugin(kind = "section", id = "overrides", title = "Overrides", help = "For once somebody else: swaps and days off")
public final class OverridesSection implements SectionType {

    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text").help("The key it has").build(),
                    FieldSpec.of("schedule", "text")
                            .help("The schedule; by default all in which 'instead' has a shift")
                            .build(),
                    FieldSpec.of("person", "text")
                            .help("Who has it; nobody for a day off of 'instead'")
                            .build(),
                    FieldSpec.of("instead", "text")
                            .help("Whom it replaces: only their shifts change; by default whoever it is")
                            .build(),
                    FieldSpec.of("from", "text")
                            .help("When it begins, such as 2026-12-24T09:00")
                            .required(true)
                            .build(),
                    FieldSpec.of("until", "text")
                            .help("When it ends")
                            .required(true)
                            .build(),
                    FieldSpec.of("zone", "text")
                            .help(
                                    "The time zone of 'from' and 'until'; by default that of the schedule, or of 'instead'")
                            .build(),
                    FieldSpec.of("reason", "text").help("Why").build())
            .below(IndexLayer.group("group"), IndexLayer.key("name"))
            .with(
                    new FieldSet("Override", List.of("schedule", "person", "instead", "reason")),
                    new FieldSet("Time", List.of("from", "until", "zone")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        String person = item.text("person");
        String instead = item.text("instead");
        if (person.isEmpty() && instead.isEmpty()) {
            context.problem(item, "", "An override needs 'person', 'instead' or both.", "");
        } else if (instead.isEmpty() && item.text("schedule").isEmpty()) {
            context.problem(item, "", "An override of all schedules needs 'instead': whom it replaces.", "");
        } else if (person.equals(instead)) {
            context.problem(item, "person", "'person' and 'instead' are both '" + person + "'.", "");
        }
        known(item, "schedule", "schedules", "schedule", context);
        known(item, "person", "people", "person", context);
        known(item, "instead", "people", "person", context);
        ZoneId zone = zone(item, context);
        Instant from = time(item, "from", zone, context);
        Instant until = time(item, "until", zone, context);
        if (!from.isBefore(until) && !from.equals(Instant.EPOCH) && !until.equals(Instant.EPOCH)) {
            context.problem(item, "until", "'until' must be after 'from'.", "");
        } else if (Duration.between(from, until).compareTo(LONGEST) > 0 && !from.equals(Instant.EPOCH)) {
            context.problem(
                    item,
                    "until",
                    "An override lasts at most 366 days; who leaves for good has 'until' in 'turns'.",
                    "");
        }
        return List.of(new OverrideDeclaration(
                item.id(),
                item.packageName(),
                item.text("schedule"),
                person,
                instead,
                from,
                until,
                item.text("reason")));
    }

    private static ZoneId zone(Item item, CompileContext context) {
        String text = item.text("zone");
        if (text.isEmpty()) {
            text = context.first("schedules", "name", item.text("schedule"))
                    .or(() -> context.first("people", "name", item.text("instead")))
                    .map(found -> found.text("zone"))
                    .orElse("");
            return zone(text);
        }
        try {
            return WallClock.zone(text);
        } catch (IllegalArgumentException e) {
            context.problem(item, "zone", "'zone' " + e.getMessage(), "");
            return ZoneOffset.UTC;
        }
    }

    /** A zone of another item; where it is wrong, that item says so. */
    private static ZoneId zone(String text) {
        try {
            return text.isEmpty() ? ZoneOffset.UTC : WallClock.zone(text);
        } catch (IllegalArgumentException e) {
            return ZoneOffset.UTC;
        }
    }

    private static Instant time(Item item, String field, ZoneId zone, CompileContext context) {
        try {
            return item.text(field).isEmpty() ? Instant.EPOCH : WallClock.instant(item.text(field), zone);
        } catch (IllegalArgumentException e) {
            context.problem(item, field, "'" + field + "' " + e.getMessage(), "");
            return Instant.EPOCH;
        }
    }

    /** What it names may be another package's; in a package that has such things, a name that is not there is probably a slip. */
    private static void known(Item item, String field, String section, String word, CompileContext context) {
        String name = item.text(field);
        List<String> names =
                context.items(section).stream().map(each -> each.text("name")).toList();
        if (!name.isEmpty() && !names.isEmpty() && !name.contains("/") && !names.contains(name)) {
            context.warning(
                    item, field, "There is no " + word + " '" + name + "' in this package.", Nearest.to(name, names));
        }
    }
}
