package org.redeye.packages.yaml;

import org.redeye.packages.yaml.Part.Style;

/** Writes a text on one line: plain, in single or in double quotes. */
final class ScalarText {

    private static final String NEVER_FIRST = "-?:,[]{}#&*!|>'\"%@`";

    private ScalarText() {}

    /** In the wished style if the text can be written so, else in the nearest one that can. */
    static String write(String text, Style style, boolean flow) {
        return switch (style) {
            case PLAIN -> isPlain(text, flow) ? text : quoted(text, preferred(text));
            case SINGLE -> quoted(text, Style.SINGLE);
            case DOUBLE, LITERAL, FOLDED -> quoted(text, Style.DOUBLE);
        };
    }

    private static Style preferred(String text) {
        return text.indexOf('"') >= 0 || text.indexOf('\\') >= 0 ? Style.SINGLE : Style.DOUBLE;
    }

    private static String quoted(String text, Style style) {
        return style == Style.SINGLE && isPrintable(text, false)
                ? "'" + text.replace("'", "''") + "'"
                : doubleQuoted(text);
    }

    /** Whether a text means itself without quotes. */
    static boolean isPlain(String text, boolean flow) {
        if (text.isEmpty()
                || text.equals("~")
                || text.equals("<<")
                || text.equalsIgnoreCase("null")
                || text.startsWith("---")
                || text.startsWith("...")
                || !isPrintable(text, false)) {
            return false;
        }
        boolean bare = !text.startsWith(" ")
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #");
        return bare && isPlainStart(text, flow) && (!flow || isPlainInFlow(text));
    }

    private static boolean isPlainStart(String text, boolean flow) {
        char first = text.charAt(0);
        if (NEVER_FIRST.indexOf(first) < 0) {
            return true;
        }
        return (first == '-' || !flow && (first == ':' || first == '?')) && text.length() > 1 && text.charAt(1) != ' ';
    }

    private static boolean isPlainInFlow(String text) {
        return text.chars().noneMatch(c -> ",[]{}?".indexOf(c) >= 0) && (text.length() > 1 || !text.equals("-"));
    }

    /** Whether the characters may stand in a text as they are, on one line. */
    static boolean isPrintable(String text, boolean tabs) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (!isPrintable(c) && !(tabs && c == '\t')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(char c) {
        return c >= ' '
                && c != 0x7f
                && (c < 0x80 || c > 0x9f)
                && !Character.isSurrogate(c)
                && c != 0xfeff
                && c < 0xfffe
                && c != 0x2028
                && c != 0x2029;
    }

    /** Double quotes with the escapes that YAML shares with JSON. */
    private static String doubleQuoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        quoted.append(c).append(text.charAt(++i));
                    } else {
                        quoted.append(isPrintable(c) ? String.valueOf(c) : String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
