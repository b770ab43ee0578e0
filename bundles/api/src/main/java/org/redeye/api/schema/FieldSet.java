package org.redeye.api.schema;

import java.util.List;

/**
 * A titled group of fields in a form ({@code edit: field sets} in YAML).
 *
 * @param title the group's title
 * @param fields the names of its fields, in the order shown
 */
public record FieldSet(String title, List<String> fields) {

    /** Copies the list. */
    public FieldSet {
        fields = List.copyOf(fields);
    }
}
