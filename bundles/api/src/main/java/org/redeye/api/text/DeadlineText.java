package org.redeye.api.text;

/** A text that refuses to be read after a deadline: the only way to stop {@code java.util.regex}. Not thread-safe. */
final class DeadlineText implements CharSequence {

    /** How many characters are read between two looks at the clock. */
    private static final int STRIDE = 4096;

    private final CharSequence text;
    private final long deadline;
    private int reads;

    /** @param deadline by {@link System#nanoTime} */
    DeadlineText(CharSequence text, long deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
        if (++reads % STRIDE == 0 && System.nanoTime() - deadline > 0) {
            throw new Exceeded();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The deadline passed while the text was read. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded() {
            super("deadline passed", null, false, false);
        }
    }
}
