package org.redeye.web.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;

/**
 * A schema as JSON Schema (draft 2020-12). What that has no word for stands under keys that begin with {@code x-rem-}:
 * type, unit, min, max, target and inline of a field; layers, field sets and sections of the whole.
 */
public final class JsonSchema {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchema() {}

    /** A schema for what stands below the keys: one item, or one plugin's settings. */
    public static Map<String, Object> of(Schema schema) {
        var json = new LinkedHashMap<String, Object>();
        json.put("$schema", DRAFT);
        json.putAll(object(schema));
        return json;
    }

    private static Map<String, Object> object(Schema schema) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        schema.fields().forEach((name, field) -> {
            properties.put(name, field(field));
            if (field.required()) {
                required.add(name);
            }
        });
        boolean open = schema.fields().values().stream().anyMatch(FieldSpec::inline);
        var json = new LinkedHashMap<String, Object>();
        json.put("type", "object");
        json.put("properties", properties);
        json.put("required", required);
        json.put("additionalProperties", open || !schema.sections().isEmpty());
        if (!schema.layers().isEmpty()) {
            json.put(
                    "x-rem-layers",
                    schema.layers().stream().map(JsonSchema::layer).toList());
        }
        if (!schema.fieldSets().isEmpty()) {
            json.put(
                    "x-rem-field-sets",
                    schema.fieldSets().stream().map(JsonSchema::fieldSet).toList());
        }
        if (!schema.sections().isEmpty()) {
            var sections = new LinkedHashMap<String, Object>();
            schema.sections().forEach((name, inner) -> sections.put(name, object(inner)));
            json.put("x-rem-sections", sections);
        }
        return json;
    }

    private static Map<String, Object> layer(IndexLayer layer) {
        var json = new LinkedHashMap<String, Object>();
        json.put("index", layer.index());
        json.put("type", layer.type());
        json.put("key_field", layer.keyField());
        return json;
    }

    private static Map<String, Object> fieldSet(FieldSet set) {
        var json = new LinkedHashMap<String, Object>();
        json.put("title", set.title());
        json.put("fields", set.fields());
        return json;
    }

    private static Map<String, Object> field(FieldSpec field) {
        var json = new LinkedHashMap<String, Object>();
        switch (field.type()) {
            case "boolean" -> json.put("type", "boolean");
            case "number" -> {
                json.put("type", "number");
                bounds(json, "minimum", "maximum", field);
            }
            case "list" -> {
                json.put("type", "array");
                json.put("items", field(field.elementOrText()));
                bounds(json, "minItems", "maxItems", field);
            }
            case "map" -> {
                json.put("type", "object");
                json.put("additionalProperties", field(field.elementOrText()));
                bounds(json, "minProperties", "maxProperties", field);
            }
            default -> text(json, field);
        }
        describe(json, field);
        return json;
    }

    private static void text(Map<String, Object> json, FieldSpec field) {
        json.put("type", "string");
        switch (field.type()) {
            case "text", "secret" -> bounds(json, "minLength", "maxLength", field);
            case "url" -> json.put("format", "uri");
            default -> {
                put(json, "x-rem-min", field.min());
                put(json, "x-rem-max", field.max());
            }
        }
        if (field.type().equals("secret")) {
            json.put("writeOnly", true);
        }
        put(json, "pattern", field.pattern());
    }

    private static void describe(Map<String, Object> json, FieldSpec field) {
        put(json, "title", field.title());
        put(json, "description", field.help());
        if (!field.choices().isEmpty()) {
            json.put("enum", field.choices());
        }
        if (!field.def().isEmpty()) {
            json.put("default", defaultOf(field));
        }
        json.put("x-rem-type", field.type());
        put(json, "x-rem-unit", field.unit());
        put(json, "x-rem-target", field.target());
        if (field.inline()) {
            json.put("x-rem-inline", true);
        }
    }

    private static Object defaultOf(FieldSpec field) {
        return switch (field.type()) {
            case "boolean" -> List.of("true", "yes", "on").contains(field.def());
            case "number" -> number(field.def());
            default -> field.def();
        };
    }

    private static void bounds(Map<String, Object> json, String min, String max, FieldSpec field) {
        if (!field.min().isEmpty()) {
            json.put(min, number(field.min()));
        }
        if (!field.max().isEmpty()) {
            json.put(max, number(field.max()));
        }
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static void put(Map<String, Object> json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }
}
