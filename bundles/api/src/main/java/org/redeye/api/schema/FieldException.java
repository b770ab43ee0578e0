package org.redeye.api.schema;

import java.util.ArrayList;
import java.util.List;

/** A value that a field type refuses. The caller knows the position and makes a {@link Problem} of it. */
public final class FieldException extends Exception {

    private static final long serialVersionUID = 1;

    private final String suggestion;
    private final transient List<Object> path;

    /** @param message what is wrong and what would be right, one sentence, without the field's name; never a secret */
    public FieldException(String message) {
        this(message, "");
    }

    /**
     * @param message what is wrong and what would be right
     * @param suggestion what was probably meant; empty if nothing is near
     */
    public FieldException(String message, String suggestion) {
        this(message, suggestion, List.of());
    }

    private FieldException(String message, String suggestion, List<Object> path) {
        super(message, null, false, false); // bad input deserves no stack trace
        this.suggestion = suggestion;
        this.path = path;
    }

    /** The same, said of an element: its position in the list (from 0) or its key in the map. */
    public FieldException in(Object element) {
        var longer = new ArrayList<Object>();
        longer.add(element);
        longer.addAll(path);
        return new FieldException(String.valueOf(getMessage()), suggestion, List.copyOf(longer));
    }

    /** What was probably meant; empty if nothing is near. */
    public String suggestion() {
        return suggestion;
    }

    /** Where within the value: list positions (Integer, from 0) and map keys (String), outermost first. */
    public List<Object> path() {
        return path;
    }
}
