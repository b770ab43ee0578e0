package org.redeye.section.rules;

import java.util.List;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;

/** The fields of a rule. */
final class Fields {

    /** The criteria, by field; a rule has one of them. */
    static final List<String> CRITERIA =
            List.of("above", "below", "outside", "missing", "changed", "at least", "when", "script");

    private static final String PROGRAM = "(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_./-]*";

    private Fields() {}

    static Schema schema() {
        return Schema.fields(
                        text("name", "The name it is called by"),
                        text("title", "What people call it"),
                        list(
                                "checks",
                                "Checks it watches, by id: shop/checks/web/*; * stands for any run of characters"),
                        text("metric", "The metric of these checks; without it their states are watched"),
                        text("item", "Which of several like things, such as a disk; * for all, which is usual"),
                        list("hosts", "Hosts whose checks it watches; without it those of all"),
                        number("above", "Out of order while the value is greater than this"),
                        number("below", "Out of order while the value is smaller than this"),
                        number("back", "Once it was out of order, the value has to come back to this"),
                        FieldSpec.of("outside", "list")
                                .help("Out of order while the value is outside [low, high]")
                                .element(FieldSpec.of("", "number").build())
                                .range("2", "2")
                                .build(),
                        number("margin", "Once it was outside, the value has to be so far within"),
                        yes("missing", "Out of order while no sample came for the time of 'over'"),
                        yes("changed", "Out of order when the value is another than before, for the time of 'over'"),
                        FieldSpec.of("at least", "choice")
                                .help(
                                        "Out of order while the check is in this state or a worse one; unknown is for itself")
                                .choices(List.of("warning", "critical", "unknown"))
                                .build(),
                        text("when", "Out of order while this expression is true: value > 2 * avg"),
                        program("script", "A program in the package's folder that says whether it is out of order"),
                        duration("over", "Samples of this time together are tested, by 'aggregate'", "31d"),
                        FieldSpec.of("aggregate", "choice")
                                .help("How these samples become one value; average if there is 'over', else the last")
                                .choices(List.of("last", "average", "min", "max", "sum", "count", "delta"))
                                .build(),
                        duration("for", "So long it has to be out of order before the rule fires", "31d"),
                        duration("clear", "So long it has to be in order before the rule recovers", "31d"),
                        FieldSpec.of("severity", "choice")
                                .help("How bad it is")
                                .choices(List.of("info", "warning", "critical"))
                                .def("warning")
                                .build(),
                        text("role", "The role that is called; without it the routes decide"),
                        text("summary", "One line for people: %(host)s: %(value)s is above %(limit)s"),
                        text("text", "More for people, with the same places to fill"),
                        map("labels", "Words that go along, to route and select by"),
                        map("links", "Addresses that help, by title"),
                        program("run", "A program in the package's folder that is run once when the rule fires"),
                        FieldSpec.of("runs per hour", "number")
                                .help("So often at most")
                                .def("10")
                                .range("1", "3600")
                                .build(),
                        yes("run on recovery", "Whether it is run when the rule recovers, too"),
                        FieldSpec.of("enabled", "boolean")
                                .help("Whether it is tested at all")
                                .def("true")
                                .build())
                .below(IndexLayer.group("group"), IndexLayer.key("name"))
                .with(
                        new FieldSet("Rule", List.of("name", "title", "severity", "role", "enabled")),
                        new FieldSet("Watches", List.of("checks", "metric", "item", "hosts")),
                        new FieldSet(
                                "Out of order",
                                List.of(
                                        "above",
                                        "below",
                                        "back",
                                        "outside",
                                        "margin",
                                        "missing",
                                        "changed",
                                        "at least",
                                        "when",
                                        "script")),
                        new FieldSet("Time", List.of("over", "aggregate", "for", "clear")),
                        new FieldSet("Words", List.of("summary", "text", "labels", "links")),
                        new FieldSet("Answer", List.of("run", "runs per hour", "run on recovery")));
    }

    private static FieldSpec text(String name, String help) {
        return FieldSpec.of(name, "text").help(help).range("", "4000").build();
    }

    private static FieldSpec program(String name, String help) {
        return FieldSpec.of(name, "text").help(help).pattern(PROGRAM).build();
    }

    private static FieldSpec number(String name, String help) {
        return FieldSpec.of(name, "number").help(help).build();
    }

    private static FieldSpec yes(String name, String help) {
        return FieldSpec.of(name, "boolean").help(help).build();
    }

    private static FieldSpec duration(String name, String help, String most) {
        return FieldSpec.of(name, "duration").help(help).range("0s", most).build();
    }

    private static FieldSpec list(String name, String help) {
        return FieldSpec.of(name, "list")
                .help(help)
                .element(FieldSpec.of("", "text").build())
                .range("", "1000")
                .build();
    }

    private static FieldSpec map(String name, String help) {
        return FieldSpec.of(name, "map")
                .help(help)
                .element(FieldSpec.of("", "text").build())
                .build();
    }
}
