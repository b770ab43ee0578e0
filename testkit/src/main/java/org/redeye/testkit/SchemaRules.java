package org.redeye.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;

/** Finds what is not well-formed in a schema. */
public final class SchemaRules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*( [a-z0-9-]+)*");
    /** Field types whose bounds are a length or a count, not a value. */
    private static final Set<String> COUNTED = Set.of("text", "secret", "list", "map");

    private final FakeBinder binder;
    private final List<String> problems = new ArrayList<>();

    private SchemaRules(FakeBinder binder) {
        this.binder = binder;
    }

    /**
     * What is wrong, one line each.
     *
     * @param types the ids of the field types there are come from this binder; its values are checked by them
     */
    public static List<String> problems(Schema schema, FakeBinder types) {
        var rules = new SchemaRules(types);
        rules.schema("", schema);
        return List.copyOf(rules.problems);
    }

    private void schema(String place, Schema schema) {
        for (IndexLayer layer : schema.layers()) {
            need(place + "layer", FieldSpec.of("layer", layer.type()).build());
        }
        schema.fields().forEach((name, field) -> {
            if (!name.equals(field.name())) {
                problems.add(place + name + ": is filed under another name than its own, '" + field.name() + "'");
            }
            field(place + name, field);
        });
        schema.fieldSets().forEach(set -> set.fields().stream()
                .filter(field -> !schema.fields().containsKey(field))
                .forEach(field ->
                        problems.add(place + "field set '" + set.title() + "': there is no field '" + field + "'")));
        schema.sections().forEach((name, section) -> schema(place + name + "/", section));
    }

    private void field(String place, FieldSpec field) {
        if (!NAME.matcher(field.name()).matches()) {
            problems.add(place + ": names are lower-case words");
        }
        if (field.help().isBlank()) {
            problems.add(place + ": has no help");
        } else if (field.help().endsWith(".")) {
            problems.add(place + ": help is a phrase without a full stop at its end");
        }
        if (field.required() && !field.def().isEmpty()) {
            problems.add(place + ": is required and has a default; it can have only one of them");
        }
        shape(place, field);
        value(place + ": the default", field, field.def());
    }

    /** What holds for fields and elements alike. */
    private void shape(String place, FieldSpec field) {
        try {
            Pattern.compile(field.pattern());
        } catch (PatternSyntaxException e) {
            problems.add(place + ": the pattern is none: " + e.getDescription());
        }
        if (field.type().equals("choice") && field.choices().isEmpty()) {
            problems.add(place + ": is a choice without choices");
        }
        if (field.type().equals("reference") && field.target().isEmpty()) {
            problems.add(place + ": is a reference without a target");
        }
        need(place, field);
        bound(place + ": min", field, field.min());
        bound(place + ": max", field, field.max());
        field.element().forEach(element -> shape(place + ": each element", element));
    }

    private void need(String place, FieldSpec field) {
        try {
            binder.context(field).type(field.type());
        } catch (FieldException e) {
            problems.add(place + ": " + e.getMessage());
        }
    }

    private void bound(String place, FieldSpec field, String text) {
        if (!COUNTED.contains(field.type())) {
            FieldSpec unbounded = FieldSpec.of(field.name(), field.type())
                    .choices(field.choices())
                    .build();
            value(place, unbounded, text);
        } else if (!text.isEmpty() && !text.matches("[0-9]{1,9}")) {
            problems.add(place + ": is a number of characters or elements, not '" + text + "'");
        }
    }

    private void value(String place, FieldSpec field, String text) {
        if (text.isEmpty()) {
            return;
        }
        // what a default names need not be there
        FakeFieldContext context =
                binder.naming(Map.of(field.target(), List.of(text))).context(field);
        try {
            context.type(field.type()).parse(text, context);
        } catch (FieldException e) {
            problems.add(place + " " + e.getMessage());
        }
    }
}
