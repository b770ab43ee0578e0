package org.redeye.api.schema;

import java.time.Duration;
import org.redeye.api.text.Expression;

/**
 * The bounds of a field, and the words in which every field type refuses what is beyond them: {@code min} and
 * {@code max}, of a count or of the value itself, and {@code pattern}. Immutable.
 *
 * @param spec the field
 */
public record Bounds(FieldSpec spec) {

    /** How long a pattern may take on one value. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Checks a length or count.
     *
     * @param count what the value has
     * @param things what is counted, such as {@code characters}
     * @throws FieldException if it is beyond the bounds: "must have at most 3 characters, not 5."
     */
    public void count(int count, String things) throws FieldException {
        if (count < least()) {
            throw new FieldException("must have at least " + least() + " " + things + ", not " + count + ".");
        }
        if (count > most()) {
            throw new FieldException("must have at most " + most() + " " + things + ", not " + count + ".");
        }
    }

    /**
     * The least length or count.
     *
     * @return 0 if there is no {@code min}
     * @throws FieldException if {@code min} is no whole number
     */
    public int least() throws FieldException {
        return whole(spec.min(), 0);
    }

    /**
     * The greatest length or count.
     *
     * @return {@link Integer#MAX_VALUE} if there is no {@code max}
     * @throws FieldException if {@code max} is no whole number
     */
    public int most() throws FieldException {
        return whole(spec.max(), Integer.MAX_VALUE);
    }

    /**
     * Checks a value that has an order.
     *
     * @param value the value
     * @param shown the value as it is repeated in the message
     * @param notation reads a bound, as the field type reads values
     * @throws FieldException if it is beyond the bounds ("must be at most 2h, not 3h."), or a bound cannot be read
     */
    public <T extends Comparable<T>> void value(T value, String shown, Notation<T> notation) throws FieldException {
        if (!spec.min().isEmpty() && value.compareTo(bound(spec.min(), notation)) < 0) {
            throw new FieldException("must be at least " + spec.min() + ", not " + shown + ".");
        }
        if (!spec.max().isEmpty() && value.compareTo(bound(spec.max(), notation)) > 0) {
            throw new FieldException("must be at most " + spec.max() + ", not " + shown + ".");
        }
    }

    /**
     * Whether a text as a whole is what the {@code pattern} describes; true if there is none. The caller says what it
     * wants instead: a secret is not repeated, a URL without its user.
     *
     * @throws FieldException if the pattern is no regular expression, or takes more than a second on this text
     */
    public boolean matchesPattern(String text) throws FieldException {
        if (spec.pattern().isEmpty()) {
            return true;
        }
        try {
            return Expression.of(spec.pattern()).matches(text, System.nanoTime() + PATIENCE.toNanos());
        } catch (Expression.TooHard e) {
            throw new FieldException("cannot be checked: its pattern " + spec.pattern()
                    + " takes too much time or stack on this value; write it without nested repetition.");
        } catch (IllegalArgumentException e) {
            throw new FieldException("cannot be checked: its pattern " + e.getMessage());
        }
    }

    private static int whole(String bound, int otherwise) throws FieldException {
        try {
            return bound.isEmpty() ? otherwise : Integer.parseInt(bound);
        } catch (NumberFormatException e) {
            throw new FieldException("cannot be checked: its bound '" + bound + "' is no whole number.");
        }
    }

    private static <T> T bound(String text, Notation<T> notation) throws FieldException {
        try {
            return notation.read(text);
        } catch (FieldException e) {
            throw new FieldException("cannot be checked: its bound " + e.getMessage());
        }
    }

    /**
     * How a field type writes its values.
     *
     * @param <T> the Java type of the values
     */
    @FunctionalInterface
    public interface Notation<T> {

        /**
         * Reads a value.
         *
         * @throws FieldException if the text is none
         */
        T read(String text) throws FieldException;
    }
}
