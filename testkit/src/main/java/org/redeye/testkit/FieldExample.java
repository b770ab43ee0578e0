package org.redeye.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.FieldSpec;

/**
 * An example of a field type: a field as a package's own schema declares it, and values.
 *
 * <pre>
 * field: {min: 1s, max: 1h}      # also name, pattern, choices, of, target …; the type goes without saying
 * names: {hosts: [web, db]}      # what references may name, by target
 * values: [5s, 1m30s]            # or, in an invalid example, value: 2h
 * </pre>
 *
 * @param source the file
 * @param spec the field
 * @param names what references may name, by target
 * @param values raw values
 */
record FieldExample(Example source, FieldSpec spec, Map<String, List<String>> names, List<Object> values) {

    static FieldExample of(Example example, String type) {
        Map<String, Object> raw = example.raw();
        return new FieldExample(
                example, spec(map(raw.get("field")), type), names(map(raw.get("names"))), values(example, raw));
    }

    private static List<Object> values(Example example, Map<String, Object> raw) {
        if (raw.containsKey("value")) {
            return List.of(raw.get("value"));
        }
        if (raw.get("values") instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new IllegalArgumentException(example.name() + " has neither 'value' nor a list of 'values'");
    }

    private static FieldSpec spec(Map<?, ?> field, String type) {
        FieldSpec.Builder spec = FieldSpec.of(text(field, "name", "value"), text(field, "type", type))
                .range(text(field, "min", ""), text(field, "max", ""))
                .pattern(text(field, "pattern", ""))
                .unit(text(field, "unit", ""))
                .target(text(field, "target", ""));
        if (field.get("choices") instanceof List<?> choices) {
            spec.choices(choices.stream().map(Object::toString).toList());
        }
        if (field.containsKey("of")) {
            spec.element(FieldSpec.of("", text(field, "of", "text"))
                    .target(text(field, "target", ""))
                    .build());
        }
        return spec.build();
    }

    private static Map<String, List<String>> names(Map<?, ?> raw) {
        var names = new HashMap<String, List<String>>();
        raw.forEach((target, list) -> names.put(
                target.toString(),
                ((List<?>) list).stream().map(Object::toString).toList()));
        return names;
    }

    private static Map<?, ?> map(@Nullable Object raw) {
        return raw instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> map, String key, String otherwise) {
        Object value = map.get(key);
        return value == null ? otherwise : value.toString();
    }
}
