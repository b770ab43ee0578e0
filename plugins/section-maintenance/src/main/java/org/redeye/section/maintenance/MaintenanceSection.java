package org.redeye.section.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.alert.MaintenanceDeclaration;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.api.text.Cron;

/** When something is worked on: once, or again and again. */
@Component
@Plugin(
        kind = "section",
        id = "maintenance",
        title = "Maintenance",
        help = "When something is worked on and nobody is called")
public final class MaintenanceSection implements SectionType {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final List<String> MATCH = List.of("hosts", "checks", "rules", "packages", "labels");

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name it is called by")
                            .build(),
                    FieldSpec.of("title", "text")
                            .help("What people call it")
                            .range("1", "200")
                            .build(),
                    pattern("hosts", "Names of the hosts that are worked on"),
                    pattern("checks", "Ids of the checks that are worked on, with their series"),
                    pattern("rules", "Ids of the rules that are held"),
                    pattern("packages", "Names of the packages whose rules are held"),
                    FieldSpec.of("labels", "map")
                            .help("Patterns by label of what is held")
                            .range("0", "32")
                            .build(),
                    FieldSpec.of("from", "text")
                            .help(
                                    "When it begins, such as 2026-12-24T09:00; of a recurring one, before which it does not")
                            .build(),
                    FieldSpec.of("until", "text")
                            .help("When it ends; of a recurring one, after which there is none")
                            .build(),
                    FieldSpec.of("recurs", "text")
                            .help(
                                    "When it begins again and again: minute, hour, day of the month, month, day of the week")
                            .build(),
                    FieldSpec.of("length", "duration")
                            .help("How long it lasts")
                            .range("1m", "31d")
                            .build(),
                    FieldSpec.of("zone", "text")
                            .help("The time zone of its times")
                            .def("UTC")
                            .build())
            .below(IndexLayer.key("name"))
            .with(
                    new FieldSet("Maintenance", List.of("name", "title")),
                    new FieldSet("What", MATCH),
                    new FieldSet("When", List.of("from", "until", "recurs", "length", "zone")));

    private static FieldSpec pattern(String name, String help) {
        return FieldSpec.of(name, "text")
                .help(help + "; * stands for any run of characters")
                .range("1", "400")
                .build();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        var times = new Times(item, context);
        ZoneId zone = times.zone();
        Optional<Instant> from = times.read("from", zone);
        Optional<Instant> until = times.read("until", zone);
        Duration length = item.value("length", Duration.class, Duration.ZERO);
        String recurs = item.text("recurs");
        if (MATCH.stream().noneMatch(field -> item.values().containsKey(field))) {
            context.problem(
                    item,
                    "",
                    "Nothing is said of what is worked on: expected is one of 'hosts', 'checks', 'rules', 'packages',"
                            + " 'labels'; checks: \"*\" is everything.",
                    "");
        }
        if (recurs.isEmpty()) {
            until = once(item, context, from, until, length);
        } else {
            recurring(item, context, recurs, length);
        }
        if (from.isPresent() && until.filter(end -> !end.isAfter(from.get())).isPresent()) {
            context.problem(item, "until", "It ends before it begins.", "");
        }
        return List.of(new MaintenanceDeclaration(
                item.id(),
                item.packageName(),
                item.text("title").isEmpty() ? item.key() : item.text("title"),
                match(item),
                from.orElse(Instant.EPOCH),
                until,
                recurs,
                recurs.isEmpty() ? Duration.ZERO : length,
                zone));
    }

    /** When it ends. */
    private static Optional<Instant> once(
            Item item, CompileContext context, Optional<Instant> from, Optional<Instant> until, Duration length) {
        boolean begins = item.values().containsKey("from");
        boolean ends = item.values().containsKey("until");
        if (!begins || !ends && length.isZero()) {
            context.problem(item, "", "It needs 'from' with 'until' or 'length', or 'recurs' with 'length'.", "");
        } else if (ends && !length.isZero()) {
            context.problem(item, "until", "'until' and 'length' say both when it ends; one of them is enough.", "");
        } else if (from.isPresent()
                && until.filter(end -> end.isAfter(from.get().plus(LONGEST))).isPresent()) {
            context.problem(item, "until", "It would last longer than 366 days.", "");
        }
        return ends ? until : from.map(begin -> begin.plus(length));
    }

    private static void recurring(Item item, CompileContext context, String recurs, Duration length) {
        if (length.isZero()) {
            context.problem(item, "", "What recurs needs a 'length'.", "");
        }
        try {
            Cron.parse(recurs);
        } catch (IllegalArgumentException e) {
            context.problem(item, "recurs", "'" + recurs + "' cannot be: " + e.getMessage(), "");
        }
    }

    private static Match match(Item item) {
        var labels = new TreeMap<String, String>();
        Map<?, ?> given = item.value("labels", Map.class, Map.of());
        given.forEach((label, pattern) -> labels.put(label.toString(), pattern.toString()));
        return new Match(
                item.text("rules"),
                item.text("checks"),
                item.text("hosts"),
                item.text("packages"),
                Severity.INFO,
                labels);
    }
}
