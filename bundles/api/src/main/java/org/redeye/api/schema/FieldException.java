package org.redeye.api.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A value that a field type refuses. The caller knows the position and makes a {@link Problem} of it. */
public final class FieldException extends Exception {

    private static final long serialVersionUID = 1;

    /** Characters (Unicode code points) of a text that a message repeats. */
    private static final int MOST_SHOWN = 80;

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

    /**
     * Refuses a value that is not what was expected: "must be a number such as 5 or 0.25, not 'five'."
     *
     * @param expected what would be right, after the field's name and without a full stop: {@code must be a number}
     * @param raw what was found, told in the manner of {@link #shown}; not for values that are secret or hold a secret
     */
    public static FieldException unexpected(String expected, Object raw) {
        return unexpected(expected, raw, "");
    }

    /**
     * The same with what was probably meant.
     *
     * @param suggestion empty if nothing is near
     */
    public static FieldException unexpected(String expected, Object raw, String suggestion) {
        return new FieldException(expected + ", not " + shown(raw) + ".", suggestion);
    }

    /**
     * A raw value as messages repeat it: a text in quotes, in one line and after 80 characters cut off with {@code …};
     * of a list or a map only that it is one. Not for secrets.
     */
    public static String shown(Object raw) {
        if (raw instanceof String text) {
            boolean whole = text.codePointCount(0, text.length()) <= MOST_SHOWN;
            String begin = whole ? text : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "…";
            return "'" + begin.replaceAll("\\p{Cntrl}", " ") + "'";
        }
        return raw instanceof List ? "a list" : raw instanceof Map ? "a map" : "nothing";
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
