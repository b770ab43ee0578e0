package org.redeye.section.schedules;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.WallClock;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Who has the shift: layers of rotations, of which the last that has somebody decides. */
@Component
@Plugin(kind = "section", id = "schedules", title = "Schedules", help = "Who has the shift, by layers of rotations")
public final class SchedulesSection implements SectionType {

    static final String LAYERS = "layers";
    static final String TURNS = "turns";
    /** Layers of a schedule at most. */
    private static final int MOST_LAYERS = 20;

    private static final Schema TURN = Schema.fields(
                    FieldSpec.of("person", "text")
                            .help("The person it is about")
                            .build(),
                    FieldSpec.of("from", "text")
                            .help("From when on they take part, such as 2026-03-01T09:00")
                            .build(),
                    FieldSpec.of("until", "text")
                            .help("Until when they take part")
                            .build())
            .below(IndexLayer.key("person"));

    private static final Schema LAYER = Schema.fields(
                    FieldSpec.of("name", "text").help("The key it has").build(),
                    FieldSpec.of("people", "list")
                            .help("Names of people in the order of their turns; one may stand there more than once")
                            .element(FieldSpec.of("", "text").build())
                            .range("0", "500")
                            .build(),
                    FieldSpec.of("every", "text")
                            .help("How long one turn lasts, such as 12 hours, 1 day, 1 weekday or 2 weeks")
                            .def("1 week")
                            .build(),
                    FieldSpec.of("start", "text")
                            .help(
                                    "When the first turn of the first person begins; its time of day is that of hand-over")
                            .required(true)
                            .build(),
                    FieldSpec.of("days", "text")
                            .help("The days on which it has anybody, such as mon-fri; all unless turns are weekdays")
                            .build(),
                    FieldSpec.of("from", "text")
                            .help("The time of day from which it has anybody, such as 22:00")
                            .build(),
                    FieldSpec.of("until", "text")
                            .help(
                                    "The time of day until which it has anybody; on the next day if it is not after 'from'")
                            .build())
            .below(IndexLayer.key("name"))
            .with(TURNS, TURN);

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name others refer to")
                            .pattern("[^/\\s](?:[^/]{0,98}[^/\\s])?")
                            .build(),
                    FieldSpec.of("title", "text").help("The name for people").build(),
                    FieldSpec.of("zone", "text")
                            .help("The time zone of all its times, such as Europe/Prague")
                            .def("UTC")
                            .build())
            .below(IndexLayer.key("name"))
            .with(new FieldSet("Schedule", List.of("name", "title", "zone")))
            .with(LAYERS, LAYER);

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        List<Item> layers = item.nested().getOrDefault(LAYERS, List.of());
        if (layers.isEmpty()) {
            context.warning(item, "", "The schedule has no layers, so nobody has it.", "");
        }
        if (layers.size() > MOST_LAYERS) {
            context.problem(
                    item, "", "A schedule has at most " + MOST_LAYERS + " layers, not " + layers.size() + ".", "");
        }
        context.first(item.section(), "name", item.text("name"))
                .filter(first -> !first.path().equals(item.path()))
                .ifPresent(first -> context.problem(
                        item,
                        "name",
                        "A schedule named '" + item.text("name") + "' stands at " + first.position()
                                + " already; names are unique within a package.",
                        ""));
        String title = item.text("title").isEmpty() ? item.text("name") : item.text("title");
        return List.of(new ScheduleDeclaration(
                item.id(),
                item.packageName(),
                item.text("name"),
                title,
                zone(item, context),
                layers.stream()
                        .map(layer -> new LayerReader(layer, context).layer())
                        .toList()));
    }

    private static ZoneId zone(Item item, CompileContext context) {
        try {
            return WallClock.zone(item.text("zone"));
        } catch (IllegalArgumentException e) {
            context.problem(item, "zone", "'zone' " + e.getMessage(), "");
            return ZoneOffset.UTC;
        }
    }
}
