package org.redeye.registry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes words that a plugin identity may consist of. */
final class Names {
    private static final int LONGEST = 64;

    private Names() {}

    /** Lower case letters, digits and dashes, beginning with a letter, 1 to 64 characters, whatever is given. */
    static String word(@Nullable String text) {
        String plain = text == null
                ? ""
                : text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String begun = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "x-" + plain : plain;
        String cut = begun.substring(0, Math.min(LONGEST, begun.length()));
        return cut.equals("x-") ? "x" : cut;
    }

    /** At most so many characters of a text's first line. */
    static String firstLine(@Nullable String text, int longest) {
        String line = text == null ? "" : text.strip().lines().findFirst().orElse("");
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }
}
