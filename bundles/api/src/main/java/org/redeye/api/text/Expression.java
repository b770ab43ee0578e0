package org.redeye.api.text;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression ({@link Pattern}) that somebody wrote into a setting, for texts that somebody else sends: it gives
 * up at a deadline instead of backtracking for ever. Immutable, thread-safe.
 */
public final class Expression {

    private final Pattern pattern;

    private Expression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none; the message follows the name of a field: "is no regular expression:
     *     Unclosed group near position 3 of 'a(b'."
     */
    public static Expression of(String regex) {
        try {
            return new Expression(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is no regular expression: " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " near position " + e.getIndex()) + " of '" + regex + "'.",
                    e);
        }
    }

    /**
     * Whether it is found anywhere in a text.
     *
     * @param deadline when to give up, by {@link System#nanoTime}; looked at every few thousand characters read
     * @throws TooHard if the deadline passes meanwhile, or the thread's stack does not suffice
     */
    public boolean isFoundIn(CharSequence text, long deadline) {
        try {
            return pattern.matcher(new DeadlineText(text, deadline)).find();
        } catch (DeadlineText.Exceeded | StackOverflowError e) { // (a|b)* calls itself once a character
            throw new TooHard(this);
        }
    }

    /**
     * Whether it matches a text as a whole.
     *
     * @param deadline when to give up, by {@link System#nanoTime}; looked at every few thousand characters read
     * @throws TooHard if the deadline passes meanwhile, or the thread's stack does not suffice
     */
    public boolean matches(CharSequence text, long deadline) {
        try {
            return pattern.matcher(new DeadlineText(text, deadline)).matches();
        } catch (DeadlineText.Exceeded | StackOverflowError e) {
            throw new TooHard(this);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** An expression takes too much time or stack on a text; the message says which, and to write it in another way. */
    public static final class TooHard extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooHard(Expression expression) {
            super(
                    "The expression /" + expression + "/ takes too much time or stack on this text;"
                            + " write it without nested repetition.",
                    null,
                    false,
                    false); // the expression is to blame, not the code
        }
    }
}
