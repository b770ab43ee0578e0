package org.redeye.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;

/**
 * Binds with the field types it is given, in the words of the platform's own binder ({@link BinderContract} holds both to
 * them). Immutable.
 */
public final class FakeBinder implements Binder {

    private final Map<String, ? extends FieldType<?>> types;
    private final Map<String, List<String>> names;

    /**
     * @param types the field types there are, by id
     * @param names what references may name, by target
     */
    public FakeBinder(Map<String, ? extends FieldType<?>> types, Map<String, List<String>> names) {
        this.types = types;
        this.names = names;
    }

    /** With every field type that stands on the class path of the test ({@code org.redeye.testkit.fields} brings all). */
    @SuppressWarnings("unchecked")
    public static FakeBinder ofClassPath() {
        return new FakeBinder(
                (Map<String, ? extends FieldType<?>>) (Map<String, ?>) ClassPath.plugins("field", FieldType.class),
                Map.of());
    }

    /** The same with more names for references, in place of those for the same targets. */
    public FakeBinder naming(Map<String, List<String>> more) {
        var all = new LinkedHashMap<>(names);
        all.putAll(more);
        return new FakeBinder(types, all);
    }

    /** What a field type gets to know here. */
    public FakeFieldContext context(FieldSpec field) {
        return new FakeFieldContext(field, types, names);
    }

    @Override
    public Bound bind(Schema schema, Map<String, Object> raw, boolean allowUnknown) {
        var values = new LinkedHashMap<String, Object>();
        var faults = new ArrayList<Fault>();
        List<Fault> unknown =
                allowUnknown ? List.of() : unknown(raw, schema.fields().keySet());
        for (FieldSpec field : schema.fields().values()) {
            Object given = raw.get(field.name());
            if (given == null && !field.def().isEmpty()) {
                given = field.def();
            }
            if (given != null) {
                parse(field, given, values, faults);
            } else if (field.required()
                    && unknown.stream().noneMatch(fault -> fault.suggestion().equals(field.name()))) {
                faults.add(missing(field));
            }
        }
        faults.addAll(unknown);
        return new Bound(values, faults);
    }

    /**
     * Binds a whole configuration record.
     *
     * @throws IllegalArgumentException if something is wrong; the message has one line a fault, as {@link #words} gives it
     */
    public <C extends Record> C bind(Class<C> config, Map<String, Object> raw) {
        Bound bound = bind(Schema.of(config), raw, false);
        if (!bound.faults().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", words(bound.faults())));
        }
        return Schema.bind(config, bound.values());
    }

    /** Each fault as people read it: the message, with the suggestion as a question. */
    public static List<String> words(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new Problem(Position.NONE, fault.message(), fault.suggestion()).toString())
                .toList();
    }

    private void parse(FieldSpec field, Object given, Map<String, Object> values, List<Fault> faults) {
        FakeFieldContext context = context(field);
        try {
            values.put(field.name(), context.type(field.type()).parse(given, context));
        } catch (FieldException e) {
            faults.add(new Fault(field.name(), e.path(), "'" + field.name() + "' " + e.getMessage(), e.suggestion()));
        }
    }

    private static Fault missing(FieldSpec field) {
        String help = field.help().isEmpty() ? "." : ": " + field.help() + ".";
        return new Fault("", List.of(), "'" + field.name() + "' is missing" + help, "");
    }

    private static List<Fault> unknown(Map<String, Object> raw, Collection<String> known) {
        return raw.keySet().stream()
                .filter(key -> !known.contains(key))
                .map(key -> new Fault(
                        key,
                        List.of(),
                        "'" + key + "' is not known here; possible are " + String.join(", ", known) + ".",
                        Nearest.to(key, known)))
                .toList();
    }
}
