package org.redeye.field.map;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** Named values of one type, in the order written. Bounds are counts. */
@Component
@Plugin(kind = "field", id = "map", title = "Map", help = "Named values of one type")
public final class MapField implements FieldType<Map<String, Object>> {

    private static final int LONGEST_KEY = 200;

    @Override
    public Map<String, Object> parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof Map<?, ?> entries)) {
            throw FieldException.unexpected("must be a map such as {key: value}", raw);
        }
        new Bounds(context.spec()).count(entries.size(), "entries");
        FieldContext element = context.with(context.spec().elementOrText());
        FieldType<?> type = element.type(element.spec().type());
        var values = new LinkedHashMap<String, Object>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String key = key(entry.getKey());
            try {
                values.put(key, type.parse(entry.getValue(), element));
            } catch (FieldException e) {
                throw e.in(key);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public String format(Map<String, Object> value, FieldContext context) {
        FieldContext element = context.with(context.spec().elementOrText());
        FieldType<Object> type = type(element);
        return value.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + type.format(entry.getValue(), element))
                .collect(Collectors.joining(", "));
    }

    @Override
    public Object save(Map<String, Object> value, FieldContext context) {
        FieldContext element = context.with(context.spec().elementOrText());
        FieldType<Object> type = type(element);
        var raw = new LinkedHashMap<String, Object>();
        value.forEach((key, one) -> raw.put(key, type.save(one, element)));
        return raw;
    }

    @Override
    public String editor() {
        return "rem-map-field";
    }

    private static String key(Object key) throws FieldException {
        if (key instanceof String text
                && !text.isEmpty()
                && text.length() <= LONGEST_KEY
                && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        throw new FieldException("must have keys of 1 to " + LONGEST_KEY + " characters in one line.");
    }

    /** The values' type, for values that it has parsed itself. */
    @SuppressWarnings("unchecked")
    private static FieldType<Object> type(FieldContext element) {
        try {
            return (FieldType<Object>) element.type(element.spec().type());
        } catch (FieldException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
