package org.redeye.packages.yaml;

import org.yaml.snakeyaml.error.Mark;

/** From the parser's places to offsets: the parser counts code points, a Java text UTF-16 units. */
final class Offsets {

    /** The offset of each code point; empty if every character is one. */
    private final int[] offsets;

    Offsets(String text) {
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            offsets = new int[0];
            return;
        }
        offsets = new int[points + 1];
        for (int point = 0, offset = 0; point < points; point++) {
            offsets[point] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        offsets[points] = text.length();
    }

    int of(Mark mark) {
        return offsets.length == 0 ? mark.getIndex() : offsets[mark.getIndex()];
    }
}
