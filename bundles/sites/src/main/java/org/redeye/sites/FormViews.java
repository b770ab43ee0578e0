package org.redeye.sites;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.packages.Packages;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.site.HttpRpcDeclaration;

/** Forms made from the schema of a section: field sets in their order, each field with title, help and place for its fault. */
final class FormViews {

    /** Names that a reference may take. */
    private static final int MOST_NAMES = 10_000;

    private final RoutingTable table;
    private final Packages packages;

    FormViews(RoutingTable table, Packages packages) {
        this.table = table;
        this.packages = packages;
    }

    /**
     * The form of a function.
     *
     * @return HTML; empty if none of the packages has such a function, or its section is not there
     */
    Optional<String> form(String function, List<String> chain, Exchange exchange) {
        return chain.stream()
                .map(name -> table.of(name).functions().get(function))
                .filter(found -> found != null)
                .findFirst()
                .flatMap(found -> schema(found).map(schema -> html(found, schema, exchange.query())));
    }

    /** The fields that a call of a function must fit, the keys above them first; empty if there is no such section. */
    Optional<Schema> schema(HttpRpcDeclaration function) {
        return function.form().isEmpty()
                ? Optional.empty()
                : packages.schema(function.packageName(), function.form())
                        .map(FormViews::withKeys)
                        .map(schema -> withNames(schema, function.packageName()));
    }

    /** References become choices among the names that are there: nobody else knows them here. */
    private Schema withNames(Schema schema, String packageName) {
        FieldSpec[] fields = schema.fields().values().stream()
                .map(field -> withNames(field, packageName))
                .toArray(FieldSpec[]::new);
        return new Schema(List.of(), Schema.fields(fields).fields(), schema.fieldSets(), schema.sections());
    }

    private FieldSpec withNames(FieldSpec field, String packageName) {
        boolean elements = field.element().stream().anyMatch(FormViews::isReference);
        if (!isReference(field) && !elements) {
            return field;
        }
        FieldSpec.Builder copy = FieldSpec.of(field.name(), elements ? field.type() : "choice")
                .title(field.title())
                .help(field.help())
                .required(field.required())
                .def(field.def());
        if (elements) {
            return copy.range(field.min(), field.max())
                    .element(withNames(field.element().get(0), packageName))
                    .build();
        }
        return copy.choices(packages.items(packageName, field.target()).stream()
                        .limit(MOST_NAMES)
                        .map(item -> String.join("/", item.path()))
                        .toList())
                .build();
    }

    private static boolean isReference(FieldSpec field) {
        return field.type().equals("reference") && !field.target().startsWith("plugin:");
    }

    private static Schema withKeys(Schema schema) {
        var keys = new ArrayList<FieldSpec>();
        for (IndexLayer layer : schema.layers()) {
            String name = layer.index().isEmpty() ? layer.keyField() : layer.index();
            if (!name.isEmpty() && !schema.fields().containsKey(name)) {
                keys.add(FieldSpec.of(name, layer.type()).required(true).build());
            }
        }
        Schema all = Schema.fields(keys.toArray(FieldSpec[]::new)).merge(schema);
        return new Schema(List.of(), all.fields(), sets(all), schema.sections());
    }

    /** The groups of the form; what stands in none comes first. */
    private static List<FieldSet> sets(Schema schema) {
        Set<String> left = new java.util.LinkedHashSet<>(schema.fields().keySet());
        schema.fieldSets().forEach(set -> left.removeAll(set.fields()));
        var sets = new ArrayList<FieldSet>();
        if (!left.isEmpty()) {
            sets.add(new FieldSet("", List.copyOf(left)));
        }
        sets.addAll(schema.fieldSets());
        return sets;
    }

    private static String html(HttpRpcDeclaration function, Schema schema, ObjectNode query) {
        String id = Template.word(function.name());
        var html = new StringBuilder("<form class=\"rem-form\" data-rpc=\"" + Template.escape(function.name())
                + "\" novalidate><p class=\"rem-error\" data-error-for=\"\" role=\"alert\" hidden></p>");
        for (FieldSet set : schema.fieldSets()) {
            html.append("<fieldset>");
            if (!set.title().isEmpty()) {
                html.append("<legend>").append(Template.escape(set.title())).append("</legend>");
            }
            set.fields().stream()
                    .filter(schema.fields()::containsKey)
                    .forEach(name -> field(
                            html,
                            id + "-" + Template.word(name),
                            schema.fields().get(name),
                            query));
            html.append("</fieldset>");
        }
        return html.append("<button>Save</button></form>").toString();
    }

    private static void field(StringBuilder html, String id, FieldSpec field, ObjectNode query) {
        String given = field.type().equals("secret")
                ? ""
                : Values.text(query, field.name()).orElse("");
        html.append("<div class=\"rem-field\"><label for=\"")
                .append(id)
                .append("\">")
                .append(Template.escape(field.title()))
                .append(field.required() ? " <span class=\"rem-required\">required</span>" : "")
                .append("</label>");
        String common = " id=\"" + id + "\" name=\"" + Template.escape(field.name()) + "\" aria-describedby=\"" + id
                + "-help " + id + "-error\"" + (field.required() ? " aria-required=\"true\"" : "");
        html.append(control(field, common, given));
        html.append("<small id=\"")
                .append(id)
                .append("-help\">")
                .append(Template.escape(help(field)))
                .append("</small>");
        html.append("<p class=\"rem-error\" id=\"")
                .append(id)
                .append("-error\" data-error-for=\"")
                .append(Template.escape(field.name()))
                .append("\" hidden></p></div>");
    }

    private static String control(FieldSpec field, String common, String given) {
        return switch (field.type()) {
            case "boolean" ->
                "<input type=\"checkbox\" value=\"yes\"" + common
                        + (isYes(given.isEmpty() ? field.def() : given) ? " checked>" : ">");
            case "choice" -> choices(field, common, given);
            case "list", "map" ->
                "<textarea rows=\"4\" data-rem-type=\"" + field.type() + "\"" + common + ">\n" + Template.escape(given)
                        + "</textarea>";
            case "secret" -> "<input type=\"password\" autocomplete=\"off\"" + common + ">";
            default ->
                "<input type=\"text\"" + (field.type().equals("number") ? " inputmode=\"decimal\"" : "") + common
                        + " value=\"" + Template.escape(given) + "\" placeholder=\"" + Template.escape(field.def())
                        + "\">";
        };
    }

    private static String choices(FieldSpec field, String common, String given) {
        String chosen = given.isEmpty() ? field.def() : given;
        var html = new StringBuilder("<select" + common + ">");
        if (chosen.isEmpty() || !field.required()) {
            html.append("<option value=\"\"></option>");
        }
        field.choices().forEach(choice -> html.append("<option value=\"")
                .append(Template.escape(choice))
                .append(choice.equals(chosen) ? "\" selected>" : "\">")
                .append(Template.escape(choice))
                .append("</option>"));
        return html.append("</select>").toString();
    }

    private static String help(FieldSpec field) {
        String unit = field.unit().isEmpty() ? "" : " (" + field.unit() + ")";
        String lines =
                switch (field.type()) {
                    case "list" -> " One a line.";
                    case "map" -> " One a line, as key: value.";
                    default -> "";
                };
        return field.help() + unit + (field.help().isEmpty() || lines.isEmpty() ? "" : ".") + lines;
    }

    private static boolean isYes(String text) {
        return List.of("yes", "true", "on").contains(text);
    }
}
