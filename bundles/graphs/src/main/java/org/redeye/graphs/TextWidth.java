package org.redeye.graphs;

/**
 * About how wide texts are. The server does not know the font that a browser takes for SVG, so this errs to the wide side:
 * it follows DejaVu Sans, the widest of the usual ones.
 */
final class TextWidth {

    private static final String NARROW = "iljI|'.,:;!·";
    private static final String SLIM = "tfr()[]/- \u202f";
    private static final String WIDE = "mwMWQO%@";

    private TextWidth() {}

    /** The width of a text in pixels. */
    static double of(String text, double size) {
        double ems = 0;
        for (int i = 0; i < text.length(); i++) {
            ems += ems(text.charAt(i));
        }
        return ems * size;
    }

    private static double ems(char c) {
        if (NARROW.indexOf(c) >= 0) {
            return 0.32;
        }
        if (SLIM.indexOf(c) >= 0) {
            return 0.41;
        }
        if (WIDE.indexOf(c) >= 0) {
            return 0.92;
        }
        return c > 0x2e80 ? 1 : Character.isUpperCase(c) ? 0.69 : 0.62;
    }

    /** As much of a text as there is room for, with an ellipsis if some is left off; empty if there is none. */
    static String fit(String text, double size, double room) {
        if (of(text, size) <= room) {
            return text;
        }
        double left = room - size;
        int end = 0;
        while (end < text.length() && left > 0) {
            left -= ems(text.charAt(end)) * size;
            if (left >= 0) {
                end++;
            }
        }
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return end == 0 ? "" : text.substring(0, end).stripTrailing() + "…";
    }
}
