package org.redeye.testkit;

import java.util.List;
import java.util.Map;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;

/**
 * What a field type may know, given by a test. Immutable.
 *
 * @param spec the field at hand
 * @param types the field types there are, by id
 * @param names what references may name, by target
 */
public record FakeFieldContext(
        FieldSpec spec, Map<String, ? extends FieldType<?>> types, Map<String, List<String>> names)
        implements FieldContext {

    /** A field by itself: no other field types, no names. */
    public static FakeFieldContext of(FieldSpec spec) {
        return new FakeFieldContext(spec, Map.of(), Map.of());
    }

    @Override
    public FieldContext with(FieldSpec other) {
        return new FakeFieldContext(other, types, names);
    }

    @Override
    public FieldType<?> type(String id) throws FieldException {
        FieldType<?> type = types.get(id);
        if (type == null) {
            throw new FieldException("needs field:" + id);
        }
        return type;
    }

    @Override
    public List<String> names(String target) {
        return names.getOrDefault(target, List.of());
    }
}
