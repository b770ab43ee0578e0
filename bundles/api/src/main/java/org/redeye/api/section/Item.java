package org.redeye.api.section;

import java.util.List;
import java.util.Map;
import org.redeye.api.schema.Position;

/**
 * One item of a section: the leaf below the layers of keys, with every field typed. Immutable.
 *
 * @param packageName the package it stands in
 * @param section the section it stands in
 * @param path its keys, outermost first; as many as the schema has layers
 * @param values the typed values of its fields, those from the layers of keys and defaults included; a field without a
 *     value is absent
 * @param raw what the author wrote, untyped, by key, without nested sections; see {@link org.redeye.api.schema.FieldType}
 * @param nested the items of the sections within, by section
 * @param position where the item begins
 * @param positions where each field's value begins, by key, for the keys that stand in the text
 */
public record Item(
        String packageName,
        String section,
        List<String> path,
        Map<String, Object> values,
        Map<String, Object> raw,
        Map<String, List<Item>> nested,
        Position position,
        Map<String, Position> positions) {

    /** Its address: package, section and keys joined with {@code /}. */
    public String id() {
        return packageName + "/" + section + "/" + String.join("/", path);
    }

    /** Its last key. */
    public String key() {
        return path.get(path.size() - 1);
    }

    /** The value of a field as text; empty if it has none. */
    public String text(String field) {
        Object value = values.get(field);
        return value == null ? "" : value.toString();
    }

    /**
     * The value of a field.
     *
     * @param otherwise what to answer if the field has no value
     * @throws ClassCastException if the value is of another type
     */
    public <T> T value(String field, Class<T> type, T otherwise) {
        Object value = values.get(field);
        return value == null ? otherwise : type.cast(value);
    }

    /** Where a field stands, or the item itself if the field does not stand in the text. */
    public Position position(String field) {
        return positions.getOrDefault(field, position);
    }
}
