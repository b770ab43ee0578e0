package org.redeye.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Schema;

/** Binds raw values with the field types that are there now. */
@Component(
        service = {Binder.class, SchemaBinder.class},
        immediate = true)
public final class SchemaBinder implements Binder {

    private final FieldTypes types;

    /** Binds with the field types of a registry. */
    @Activate
    public SchemaBinder(@Reference PluginRegistry plugins) {
        this.types = new FieldTypes(plugins);
    }

    @Override
    public Bound bind(Schema schema, Map<String, Object> raw, boolean allowUnknown) {
        return bind(
                schema,
                raw,
                allowUnknown ? Optional.empty() : Optional.of(schema.fields().keySet()),
                Vocabulary.NONE);
    }

    /**
     * The same for values within a package.
     *
     * @param known every key that may stand there, for refusals and suggestions; empty if any may
     * @param words what the fields may speak of
     */
    Bound bind(Schema schema, Map<String, Object> raw, Optional<? extends Collection<String>> known, Vocabulary words) {
        var values = new LinkedHashMap<String, Object>();
        var faults = new ArrayList<Fault>();
        List<Fault> unknown = known.map(keys -> unknown(raw, keys)).orElse(List.of());
        for (FieldSpec field : schema.fields().values()) {
            Object given = raw.get(field.name());
            if (given == null && !field.def().isEmpty()) {
                given = field.def();
            }
            if (given != null) {
                parse(field, given, words, values, faults);
            } else if (field.required() && !isMeant(field, unknown)) {
                faults.add(new Fault(
                        "",
                        List.of(),
                        "'" + field.name() + "' is missing"
                                + (field.help().isEmpty() ? "." : ": " + field.help() + "."),
                        ""));
            }
        }
        faults.addAll(unknown);
        return new Bound(values, faults);
    }

    private static List<Fault> unknown(Map<String, Object> raw, Collection<String> known) {
        if (known.containsAll(raw.keySet())) {
            return List.of(); // mostly: of ten thousand items one is wrong
        }
        String possible = String.join(", ", known);
        return raw.keySet().stream()
                .filter(key -> !known.contains(key))
                .map(key -> new Fault(
                        key,
                        List.of(),
                        "'" + key + "' is not known here; possible are " + possible + ".",
                        Nearest.to(key, known)))
                .toList();
    }

    /** Whether a field that is missing is a slip of the pen, of which the unknown key speaks already. */
    private static boolean isMeant(FieldSpec field, List<Fault> unknown) {
        return unknown.stream().anyMatch(fault -> fault.suggestion().equals(field.name()));
    }

    private void parse(
            FieldSpec field, Object given, Vocabulary words, Map<String, Object> values, List<Fault> faults) {
        FieldContext context = types.context(field, words);
        try {
            values.put(field.name(), context.type(field.type()).parse(given, context));
        } catch (FieldException e) {
            faults.add(new Fault(field.name(), e.path(), "'" + field.name() + "' " + e.getMessage(), e.suggestion()));
        } catch (RuntimeException e) {
            faults.add(new Fault(
                    field.name(),
                    List.of(),
                    "'" + field.name() + "' cannot be read: field:" + field.type() + " broke ("
                            + e.getClass().getSimpleName() + ").",
                    ""));
        }
    }

    FieldTypes types() {
        return types;
    }
}
