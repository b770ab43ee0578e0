package org.redeye.section.slas;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
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
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.api.sla.SlaDeclaration.Span;

/** How good something shall be: the part of the time in which checks shall be up. */
@Component
@Plugin(
        kind = "section",
        id = "slas",
        title = "Service levels",
        help = "How good something shall be, and how fast it may fail")
public final class SlasSection implements SectionType {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final List<String> CALENDAR = List.of("day", "week", "month", "quarter", "year");

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name it is called by")
                            .build(),
                    FieldSpec.of("title", "text")
                            .help("What people call it")
                            .range("1", "100")
                            .build(),
                    FieldSpec.of("checks", "list")
                            .help(
                                    "Patterns of ids of checks, all of which shall be up; * stands for any run of characters")
                            .range("1", "100")
                            .required(true)
                            .element(FieldSpec.of("", "text").range("1", "400").build())
                            .build(),
                    FieldSpec.of("target", "text")
                            .help("The part of the known time in which it shall be up, such as 99.9%")
                            .required(true)
                            .build(),
                    FieldSpec.of("window", "text")
                            .help("Over what it is reckoned: a length such as 30d, or day, week, month, quarter, year")
                            .def("30d")
                            .build(),
                    FieldSpec.of("zone", "text")
                            .help("The time zone of a calendar's window")
                            .def("UTC")
                            .build(),
                    FieldSpec.of("warning", "choice")
                            .help("What WARNING counts as")
                            .choices(List.of("up", "down"))
                            .def("up")
                            .build(),
                    FieldSpec.of("burns", "list")
                            .help("When to warn: rate, long time, short time and severity, such as 14.4 1h 5m critical")
                            .range("0", "10")
                            .element(FieldSpec.of("", "text").build())
                            .build(),
                    FieldSpec.of("role", "text")
                            .help("The role that is called; without it the routes decide")
                            .build())
            .below(IndexLayer.key("name"))
            .with(
                    new FieldSet(
                            "Service level", List.of("name", "title", "checks", "target", "window", "zone", "warning")),
                    new FieldSet("Alerts", List.of("burns", "role")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        List<?> checks = item.value("checks", List.class, List.of());
        String word = item.text("window");
        boolean calendar = CALENDAR.contains(word);
        return List.of(new SlaDeclaration(
                item.id(),
                item.packageName(),
                item.text("title").isEmpty() ? item.key() : item.text("title"),
                checks.stream().map(Object::toString).toList(),
                target(item, context),
                calendar ? Span.valueOf(word.toUpperCase(Locale.ROOT)) : Span.ROLLING,
                calendar ? USUAL : rolling(item, context, word),
                zone(item, context),
                item.text("warning").equals("up"),
                burns(item, context),
                item.text("role")));
    }

    private static double target(Item item, CompileContext context) {
        String text = item.text("target").replace(" ", "");
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        if (digits.matches("[0-9]{1,3}(\\.[0-9]{1,9})?")) {
            double target =
                    new BigDecimal(digits).movePointLeft(percent ? 2 : 0).doubleValue();
            if (target > 0 && target < 1) {
                return target;
            }
        }
        context.problem(
                item,
                "target",
                "'" + item.text("target")
                        + "' is no target; expected is more than 0% and less than 100%, such as 99.9%.",
                "");
        return 0.5;
    }

    private static Duration rolling(Item item, CompileContext context, String word) {
        Optional<Duration> length =
                Burns.length(word).filter(found -> found.compareTo(SHORTEST) >= 0 && found.compareTo(LONGEST) <= 0);
        if (length.isEmpty()) {
            context.problem(
                    item,
                    "window",
                    "'" + word + "' is no window; expected is a length from 1h to 366d such as 30d, or "
                            + String.join(", ", CALENDAR) + ".",
                    Nearest.to(word, CALENDAR));
        }
        return length.orElse(USUAL);
    }

    private static ZoneId zone(Item item, CompileContext context) {
        String name = item.text("zone");
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        context.problem(
                item, "zone", "'" + name + "' is no time zone.", Nearest.to(name, ZoneId.getAvailableZoneIds()));
        return ZoneId.of("UTC");
    }

    private static List<Burn> burns(Item item, CompileContext context) {
        if (!item.values().containsKey("burns")) {
            return Burns.USUAL;
        }
        List<?> texts = item.value("burns", List.class, List.of());
        return texts.stream()
                .map(Object::toString)
                .map(text -> {
                    try {
                        return List.of(Burns.read(text));
                    } catch (IllegalArgumentException e) {
                        context.problem(item, "burns", "'" + text + "' is no burn" + e.getMessage(), "");
                        return List.<Burn>of();
                    }
                })
                .flatMap(List::stream)
                .toList();
    }
}
