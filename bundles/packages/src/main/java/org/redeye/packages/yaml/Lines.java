package org.redeye.packages.yaml;

/**
 * A text seen as lines. A line ends where the YAML parser says so (YAML 1.1: also at U+0085, U+2028 and U+2029); a byte
 * order mark at the top belongs to no line.
 */
final class Lines {

    private final String text;
    private final int first;

    Lines(String text) {
        this.text = text;
        this.first = text.startsWith("\ufeff") ? 1 : 0;
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    String text() {
        return text;
    }

    /** Where the first line starts. */
    int first() {
        return first;
    }

    int length() {
        return text.length();
    }

    /** Where the line of an offset starts; a line break belongs to the line that it ends. */
    int start(int offset) {
        int at = offset;
        if (at > first && at < text.length() && text.charAt(at) == '\n' && text.charAt(at - 1) == '\r') {
            at--;
        }
        while (at > first && !isBreak(text.charAt(at - 1))) {
            at--;
        }
        return Math.max(at, first);
    }

    /** Where the line of an offset ends, its break not counted. */
    int end(int offset) {
        int at = offset;
        while (at < text.length() && !isBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the line behind that of an offset starts; the end of the text if there is none. */
    int next(int offset) {
        int end = end(offset);
        return end + breakLength(text, end);
    }

    /** The characters of the line break at an offset: none, one or two. */
    static int breakLength(String text, int at) {
        if (at >= text.length() || !isBreak(text.charAt(at))) {
            return 0;
        }
        return text.startsWith("\r\n", at) ? 2 : 1;
    }

    /** Where the line before the one that starts here starts; the same offset if there is none. */
    int before(int lineStart) {
        return lineStart <= first ? lineStart : start(endBefore(lineStart));
    }

    /** Where the line before the one that starts here ends, its break not counted. */
    int endBefore(int lineStart) {
        if (lineStart <= first) {
            return first;
        }
        boolean two = lineStart - 2 >= first && text.startsWith("\r\n", lineStart - 2);
        return lineStart - (two ? 2 : 1);
    }

    /** Whether text could be put here as lines of its own without touching what stands before. */
    boolean atLineStart(int offset) {
        return offset <= first || isBreak(text.charAt(offset - 1));
    }

    /** Characters between the start of the line and an offset. */
    int column(int offset) {
        return offset - start(offset);
    }

    /** Whether only spaces stand before an offset on its line. */
    boolean startsLine(int offset) {
        return indent(start(offset)) == column(offset);
    }

    /** Spaces at the start of a line. */
    int indent(int lineStart) {
        int at = lineStart;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - lineStart;
    }

    /** Whether nothing but a comment stands in a line. */
    boolean isComment(int lineStart) {
        int at = skipBlanks(lineStart);
        return at < text.length() && text.charAt(at) == '#';
    }

    /** Whether nothing stands between an offset and the end of its line. */
    boolean isRestBlank(int offset) {
        return skipBlanks(offset) == end(offset);
    }

    /** The first character from here on that is no space and no tab. */
    int skipBlanks(int offset) {
        int at = offset;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the spaces and tabs before an offset begin. */
    int trimBack(int offset) {
        int at = offset;
        while (at > first && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The first character from here on that is neither space, line break nor comment. */
    int skipGap(int offset) {
        int at = offset;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = end(at);
            } else if (isBlank(c) || isBreak(c) || c == '\ufeff') {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** Where an indicator stands between two offsets, outside of comments; -1 if it does not. */
    int find(int from, int to, char indicator) {
        int at = skipGap(from);
        while (at < to) {
            if (text.charAt(at) == indicator) {
                return at;
            }
            at = skipGap(at + 1);
        }
        return -1;
    }

    /** The line break that people use near an offset: that of its line, else of the one before, else of the first. */
    String breakNear(int offset) {
        int end = end(Math.min(offset, text.length()));
        if (breakLength(text, end) == 0) {
            end = endBefore(start(end));
        }
        if (!isPlainBreak(end)) {
            end = end(first);
        }
        return isPlainBreak(end) ? text.substring(end, end + breakLength(text, end)) : "\n";
    }

    private boolean isPlainBreak(int at) {
        return at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r');
    }

    /** The number of an offset's line, counted from 1 as the parser counts. */
    int number(int offset) {
        int number = 1;
        for (int at = start(Math.min(offset, text.length())); at > first; at = before(at)) {
            number++;
        }
        return number;
    }
}
