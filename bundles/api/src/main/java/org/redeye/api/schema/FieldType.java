package org.redeye.api.schema;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A type of field (plugin kind {@code field}): how text becomes a value and back. Law: {@code parse(save(x)) = x} for
 * every value {@code x} that {@link #parse} has returned. Thread-safe, without state.
 *
 * <p>Raw values are what stands in YAML, untyped: the text of a scalar as {@code String} (an unquoted {@code null},
 * {@code ~} or nothing at all never reaches a field type), a {@code List} of raw values, or a {@code Map} from
 * {@code String} to raw values. Whether the author quoted a scalar makes no difference.
 *
 * @param <T> the Java type of its values; immutable, with {@code equals}
 */
@ConsumerType
public interface FieldType<T> {

    /**
     * Reads a raw value and checks it against the bounds of the specification.
     *
     * @throws FieldException if it is not such a value; the message says what would be
     */
    T parse(Object raw, FieldContext context) throws FieldException;

    /** The value as people read it, in one line; a secret is {@link Secret#MASK}. */
    String format(T value, FieldContext context);

    /** The raw value to be written to YAML; {@link #parse} reads it back. */
    Object save(T value, FieldContext context);

    /** Completions for what was typed so far, the best first, at most 50. */
    default List<String> suggest(String typed, FieldContext context) {
        return List.of();
    }

    /**
     * The console's own element that edits it in forms where its bundle brings none, or while that fails: {@code
     * rem-text-field}, {@code rem-number-field}, {@code rem-boolean-field}, {@code rem-list-field} or {@code
     * rem-map-field}; any other name is taken as text. A bundle brings its element as an ES module that {@code
     * META-INF/rem/field.json} names ({@code {"module": "speed.js", "export": "SpeedField"}}).
     */
    String editor();
}
