package org.redeye.api.schema;

/**
 * A text that nobody may see. It prints as {@code •••} everywhere; only who needs it calls {@link #reveal}.
 * Immutable.
 */
public final class Secret {

    /** What is shown instead. */
    public static final String MASK = "•••";

    private final String text;

    /** Wraps a text. */
    public Secret(String text) {
        this.text = text;
    }

    /** The text itself. Not for logs, replies, messages or history. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
