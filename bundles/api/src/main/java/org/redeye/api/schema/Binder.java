package org.redeye.api.schema;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Turns raw YAML values into typed values with the field types that are there. Thread-safe. */
@ProviderType
public interface Binder {

    /**
     * Parses and checks every field of a schema, fills in defaults, and finds what is missing or unknown. A required field
     * that an unknown key was probably meant for is one fault, not two: that of the key, with its suggestion.
     *
     * @param schema the fields
     * @param raw raw values by field name, see {@link FieldType}
     * @param allowUnknown whether keys that the schema does not know are passed over
     * @return the typed values of the fields that are given or have a default, and what is wrong
     */
    Bound bind(Schema schema, Map<String, Object> raw, boolean allowUnknown);

    /**
     * What {@link #bind} found.
     *
     * @param values typed values by field name
     * @param faults what is wrong, each with the field it is about
     */
    record Bound(Map<String, Object> values, List<Fault> faults) {}

    /**
     * Something wrong with one field.
     *
     * @param field the field's name, or the unknown key
     * @param path where within the field's value, see {@link FieldException#path}
     * @param message what is wrong and what would be right
     * @param suggestion what was probably meant; empty if nothing is near
     */
    record Fault(String field, List<Object> path, String message, String suggestion) {

        /**
         * What a configuration record says when its constructor refuses values that each for itself are right
         * ({@link Schema#bind}). It is about the field whose name in quotes begins the message
         * ({@code 'password' is of no use without 'user'.}), or about the whole ({@code field} is empty).
         */
        public static Fault refused(Schema schema, IllegalArgumentException refusal) {
            String message = String.valueOf(refusal.getMessage());
            String field = schema.fields().keySet().stream()
                    .filter(name -> message.startsWith("'" + name + "' "))
                    .findFirst()
                    .orElse("");
            return new Fault(field, List.of(), message, "");
        }
    }
}
