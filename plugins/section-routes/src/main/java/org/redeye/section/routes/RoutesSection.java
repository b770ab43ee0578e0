package org.redeye.section.routes;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.RouteDeclaration;
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

/** Which role is called about conditions that name none. */
@Component
@Plugin(
        kind = "section",
        id = "routes",
        title = "Routes",
        help = "Which role is called about what is out of order, where the rule does not say")
public final class RoutesSection implements SectionType {

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text").help("What it is called").build(),
                    FieldSpec.of("role", "text")
                            .help("The role that is called")
                            .required(true)
                            .build(),
                    FieldSpec.of("severity", "choice")
                            .help("The least severity it is for")
                            .choices(List.of("info", "warning", "critical"))
                            .def("info")
                            .build(),
                    pattern("hosts", "The hosts it is for, by name"),
                    pattern("checks", "The checks or series it is for, by id"),
                    pattern("rules", "The rules it is for, by id"),
                    pattern("packages", "The packages it is for, by name"),
                    FieldSpec.of("labels", "map")
                            .help("Patterns for labels of the condition, by label")
                            .element(FieldSpec.of("", "text").build())
                            .range("", "32")
                            .build(),
                    FieldSpec.of("order", "number")
                            .help("Routes with smaller numbers are asked first")
                            .def("100")
                            .range("0", "1000000")
                            .pattern("[0-9]+")
                            .build())
            .below(IndexLayer.key("name"))
            .with(
                    new FieldSet("Route", List.of("name", "role", "order")),
                    new FieldSet("For what", List.of("severity", "hosts", "checks", "rules", "packages", "labels")));

    private static FieldSpec pattern(String name, String help) {
        return FieldSpec.of(name, "text")
                .help(help + "; * stands for any run of characters")
                .build();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        var match = new Match(
                item.text("rules"),
                item.text("checks"),
                item.text("hosts"),
                item.text("packages"),
                severity(item.text("severity")),
                labels(item));
        int order =
                item.value("order", BigDecimal.class, BigDecimal.valueOf(100)).intValue();
        return List.of(new RouteDeclaration(item.id(), item.packageName(), match, item.text("role"), order));
    }

    /** What is no severity is a problem of the field, said elsewhere. */
    private static Severity severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.word().equals(word))
                .findFirst()
                .orElse(Severity.INFO);
    }

    private static Map<String, String> labels(Item item) {
        var labels = new LinkedHashMap<String, String>();
        item.value("labels", Map.class, Map.of())
                .forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
        return labels;
    }
}
