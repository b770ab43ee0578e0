package org.redeye.field.list;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** Several values of one type, in order. A single text stands for a list of one. Bounds are counts. */
@Component
@Plugin(kind = "field", id = "list", title = "List", help = "Several values of one type")
public final class ListField implements FieldType<List<Object>> {

    @Override
    public List<Object> parse(Object raw, FieldContext context) throws FieldException {
        List<?> elements = elements(raw);
        new Bounds(context.spec()).count(elements.size(), "elements");
        FieldContext element = context.with(context.spec().elementOrText());
        FieldType<?> type = element.type(element.spec().type());
        var values = new ArrayList<Object>();
        for (int i = 0; i < elements.size(); i++) {
            try {
                values.add(type.parse(elements.get(i), element));
            } catch (FieldException e) {
                throw e.in(i);
            }
        }
        return List.copyOf(values);
    }

    @Override
    public String format(List<Object> value, FieldContext context) {
        FieldContext element = context.with(context.spec().elementOrText());
        FieldType<Object> type = type(element);
        return value.stream().map(one -> type.format(one, element)).collect(Collectors.joining(", "));
    }

    @Override
    public Object save(List<Object> value, FieldContext context) {
        FieldContext element = context.with(context.spec().elementOrText());
        FieldType<Object> type = type(element);
        return value.stream().map(one -> type.save(one, element)).toList();
    }

    @Override
    public String editor() {
        return "rem-list-field";
    }

    private static List<?> elements(Object raw) throws FieldException {
        if (raw instanceof List<?> list) {
            return list;
        }
        if (raw instanceof String text) {
            return List.of(text);
        }
        throw FieldException.unexpected("must be a list such as [a, b]", raw);
    }

    /** The elements' type, for values that it has parsed itself. */
    @SuppressWarnings("unchecked")
    private static FieldType<Object> type(FieldContext element) {
        try {
            return (FieldType<Object>) element.type(element.spec().type());
        } catch (FieldException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
