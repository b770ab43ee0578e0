package org.redeye.api.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What data may look like: layers of keys, fields, the order of the fields in a form, and sections within. One schema
 * drives validation and binding, forms, JSON Schema, shell help and the reference docs; it makes no difference whether
 * it came from a Java record or from a package's own YAML. Immutable.
 *
 * @param layers the layers of keys above each item; empty for a plain record of fields
 * @param fields the fields of an item by name, in the order declared
 * @param fieldSets the groups of a form; empty means one group with every field
 * @param sections the sections an item may contain, by name
 */
public record Schema(
        List<IndexLayer> layers,
        Map<String, FieldSpec> fields,
        List<FieldSet> fieldSets,
        Map<String, Schema> sections) {

    /** Nothing at all. */
    public static final Schema EMPTY = new Schema(List.of(), Map.of(), List.of(), Map.of());

    /** Copies what it is given; the order of the maps is kept. */
    public Schema {
        layers = List.copyOf(layers);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        fieldSets = List.copyOf(fieldSets);
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** The fields of a configuration record, from its {@link Field} annotations; computed once a class.
     *
     * @throws IllegalArgumentException if a component has no annotation, or a Java type for which no field type is known
     */
    public static Schema of(Class<? extends Record> config) {
        return RecordSchema.of(config).schema();
    }

    /**
     * The configuration record that a plugin class takes: the first type argument of its plugin interface that is a
     * record ({@code Probe<PingProbe.Config>} gives {@code PingProbe.Config}).
     */
    public static Optional<Class<? extends Record>> configOf(Class<?> plugin) {
        return RecordSchema.configOf(plugin);
    }

    /**
     * Makes the record from values that the field types have parsed and checked.
     *
     * @param values typed values by field name; what is absent becomes an empty Optional-like value of its kind: an empty
     *     text, list or map, zero, false, and null for anything else
     * @throws IllegalArgumentException if a value has a type that the component cannot take, or the record refuses it
     */
    public static <C extends Record> C bind(Class<C> config, Map<String, Object> values) {
        return RecordSchema.of(config).bind(config, values);
    }

    /** A schema without layers. */
    public static Schema fields(FieldSpec... fields) {
        var byName = new LinkedHashMap<String, FieldSpec>();
        for (FieldSpec field : fields) {
            byName.put(field.name(), field);
        }
        return new Schema(List.of(), byName, List.of(), Map.of());
    }

    /** The same below these layers of keys. */
    public Schema below(IndexLayer... keys) {
        return new Schema(List.of(keys), fields, fieldSets, sections);
    }

    /** The same with these groups in its form. */
    public Schema with(FieldSet... sets) {
        return new Schema(layers, fields, List.of(sets), sections);
    }

    /** The same with a section within each item. */
    public Schema with(String section, Schema schema) {
        var more = new LinkedHashMap<>(sections);
        more.put(section, schema);
        return new Schema(layers, fields, fieldSets, more);
    }

    /** The same with the fields of another schema behind its own; on a name in both, its own stands. */
    public Schema merge(Schema other) {
        var more = new LinkedHashMap<>(fields);
        other.fields.forEach(more::putIfAbsent);
        var sets = new ArrayList<>(fieldSets);
        sets.addAll(other.fieldSets);
        return new Schema(layers, more, sets, sections);
    }
}
