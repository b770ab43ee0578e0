package org.redeye.api.text;

import java.util.Collection;

/**
 * A pattern in which {@code *} stands for any run of characters, the empty one included, and {@code ?} for exactly one
 * (a Unicode code point); all else stands for itself, and nothing escapes it. Immutable.
 *
 * @param pattern as people write it
 */
public record Glob(String pattern) {

    /** Whether one of several patterns matches; false if there are none. */
    public static boolean any(Collection<String> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> new Glob(pattern).matches(text));
    }

    /**
     * Whether it matches the text as a whole. Needs no memory. The time grows with the length of the text times that of
     * the longest run between two stars, never worse: a star that has found its place is not looked at again.
     */
    public boolean matches(String text) {
        int at = 0;
        int in = 0;
        int afterStar = -1; // where the pattern goes on behind the last star; -1 before there was one
        int tried = 0; // where that star's run ends at present
        while (at < text.length()) {
            int wanted = in < pattern.length() ? pattern.codePointAt(in) : -1;
            int found = text.codePointAt(at);
            if (wanted == '*') {
                afterStar = ++in;
                tried = at;
            } else if (wanted == '?' || wanted == found) {
                in += Character.charCount(wanted);
                at += Character.charCount(found);
            } else if (afterStar >= 0) {
                tried += Character.charCount(text.codePointAt(tried));
                in = afterStar;
                at = tried;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }

    /** What every match begins with: the pattern up to its first {@code *} or {@code ?}. */
    public String prefix() {
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** Whether it stands for itself alone: it has neither {@code *} nor {@code ?}. */
    public boolean isExact() {
        return prefix().length() == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
