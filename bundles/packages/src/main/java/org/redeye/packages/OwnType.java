package org.redeye.packages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.script.Json;
import org.redeye.packages.yaml.Node;

/**
 * A field type that a package defines: another type, with bounds of its own and, if it likes, scripts. A script is asked
 * once for all values: what {@link #parse} meets that no script has judged yet is noted, and the caller has the scripts
 * asked and reads again. Used by one compilation, on one thread at a time.
 */
final class OwnType implements FieldType<Object> {

    /** What the scripts of a type may be asked for, in the order in which they are. */
    enum Task {
        VALIDATE,
        FORMAT,
        SAVE,
        SERIALIZE;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A value that scripts have something to say of.
     *
     * @param value as the base type reads it
     * @param shown as people read it
     * @param saved as it is written to YAML
     * @param json as programs get it
     */
    record Value(Object value, String shown, Object saved, Object json) implements Json.Own {
        @Override
        public boolean equals(Object other) {
            return other instanceof Value that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    /** What the scripts said of one value; what one did not say is absent. */
    private record Verdict(Map<Task, JsonNode> words) {}

    private final String owner;
    private final Node.Mapping node;
    private final FieldSpec spec;
    private final Map<Task, String> scripts;
    private final Map<String, Object> wanted = new LinkedHashMap<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param owner the package that defines it, in whose folder its programs are
     * @param node where it is defined
     * @param spec the type as a field of its base type, with its bounds
     * @param scripts the program for each task, as far as there is one
     */
    OwnType(String owner, Node.Mapping node, FieldSpec spec, Map<Task, String> scripts) {
        this.owner = owner;
        this.node = node;
        this.spec = spec;
        this.scripts = Map.copyOf(scripts);
    }

    String owner() {
        return owner;
    }

    Node.Mapping node() {
        return node;
    }

    /** The type as a field of its base type. */
    FieldSpec spec() {
        return spec;
    }

    Map<Task, String> scripts() {
        return scripts;
    }

    /** Values that the scripts have not been asked of, as programs get them. */
    List<Object> wanted() {
        return closed ? List.of() : List.copyOf(wanted.values());
    }

    /** Takes in what the scripts say of the values that were wanted, in that order. */
    void answer(Map<Task, List<JsonNode>> answers) {
        int i = 0;
        for (String key : wanted.keySet()) {
            var words = new LinkedHashMap<Task, JsonNode>();
            for (var answer : answers.entrySet()) {
                words.put(answer.getKey(), answer.getValue().get(i));
            }
            verdicts.put(key, new Verdict(words));
            i++;
        }
        wanted.clear();
    }

    /** No script can be asked: its values are what the base type says. */
    void close() {
        closed = true;
    }

    @Override
    public Object parse(Object raw, FieldContext context) throws FieldException {
        Object value = base(raw, context);
        if (scripts.isEmpty() || closed) {
            return value;
        }
        String key = Json.write(value);
        Verdict verdict = verdicts.get(key);
        if (verdict == null) {
            wanted.put(key, value);
            return value;
        }
        return judged(value, verdict, context);
    }

    /** Within the bounds of the type and within those of the field. */
    private Object base(Object raw, FieldContext context) throws FieldException {
        FieldType<?> type = context.type(spec.type());
        type.parse(raw, context.with(spec));
        return unwrap(type.parse(raw, context.with(as(context.spec()))));
    }

    private static Object unwrap(Object value) {
        return value instanceof Value own ? own.value() : value;
    }

    /** A field of this type as one of the base type, with its own bounds. */
    private FieldSpec as(FieldSpec field) {
        return merged(field, field);
    }

    /** A field of this type as people may see it without knowing the type: one of the base type, with all bounds. */
    FieldSpec shown(FieldSpec field) {
        return merged(field, spec);
    }

    private FieldSpec merged(FieldSpec field, FieldSpec other) {
        return new FieldSpec(
                field.name(),
                spec.type(),
                field.title(),
                or(field.help(), other.help()),
                field.required(),
                field.def(),
                or(field.min(), other.min()),
                or(field.max(), other.max()),
                or(field.pattern(), other.pattern()),
                or(field.unit(), other.unit()),
                field.choices().isEmpty() ? other.choices() : field.choices(),
                spec.element(),
                or(field.target(), spec.target()),
                field.inline());
    }

    private static String or(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    private Object judged(Object value, Verdict verdict, FieldContext context) throws FieldException {
        JsonNode fault = verdict.words().get(Task.VALIDATE);
        if (fault != null && !fault.isNull() && !fault.asText().isEmpty()) {
            throw new FieldException(fault.asText());
        }
        if (scripts.keySet().equals(Set.of(Task.VALIDATE))) {
            return value;
        }
        JsonNode saved = verdict.words().get(Task.SAVE);
        Object written = saved == null ? Json.plain(value) : raw(saved);
        if (saved != null) {
            checkLaw(value, written, context);
        }
        JsonNode shown = verdict.words().get(Task.FORMAT);
        JsonNode json = verdict.words().get(Task.SERIALIZE);
        return new Value(
                value,
                shown == null ? baseText(value, context) : shown.asText(),
                written,
                json == null ? Json.plain(value) : json);
    }

    private void checkLaw(Object value, Object written, FieldContext context) throws FieldException {
        String law = "cannot be kept: " + scripts.get(Task.SAVE) + " saves it as " + FieldException.shown(written);
        Object again;
        try {
            again = base(written, context);
        } catch (FieldException e) {
            throw new FieldException(law + ", which " + e.getMessage());
        }
        if (!again.equals(value)) {
            throw new FieldException(law + ", which is read as another value; what is saved must be read as it was.");
        }
    }

    @SuppressWarnings("unchecked") // the value came from this very type
    private String baseText(Object value, FieldContext context) throws FieldException {
        return ((FieldType<Object>) context.type(spec.type())).format(value, context.with(spec));
    }

    /** What a program answered, as a YAML reader gives it. */
    static Object raw(JsonNode node) {
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(element -> list.add(raw(element)));
            return list;
        }
        if (node.isObject()) {
            var map = new LinkedHashMap<String, Object>();
            node.fields().forEachRemaining(entry -> {
                if (!entry.getValue().isNull()) {
                    map.put(entry.getKey(), raw(entry.getValue()));
                }
            });
            return map;
        }
        return node.asText();
    }

    @Override
    public String format(Object value, FieldContext context) {
        return value.toString();
    }

    @Override
    @SuppressWarnings("unchecked") // the value came from this very type
    public Object save(Object value, FieldContext context) {
        if (value instanceof Value own) {
            return own.saved();
        }
        try {
            return ((FieldType<Object>) context.type(spec.type())).save(value, context.with(spec));
        } catch (FieldException e) {
            throw new IllegalStateException("the type that read the value is gone", e);
        }
    }

    @Override
    public String editor() {
        return "rem-text-field";
    }
}
