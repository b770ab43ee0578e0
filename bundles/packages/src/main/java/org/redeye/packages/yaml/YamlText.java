package org.redeye.packages.yaml;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes small values as YAML, as a person would: plain where that is safe, else in double quotes. */
final class YamlText {

    /** Texts that mean themselves without quotes, in block and in flow style. */
    private static final Pattern SAFE =
            Pattern.compile("[A-Za-z0-9_./@%+(][A-Za-z0-9_./@%+()*-]*( [A-Za-z0-9_./@%+()*-]+)*");

    private YamlText() {}

    /** {@code a: {b: value}} for the keys that are left. */
    static String flowEntry(List<String> keys, Object value) {
        String inner = keys.size() == 1 ? flow(value) : "{" + flowEntry(keys.subList(1, keys.size()), value) + "}";
        return scalar(keys.get(0)) + ": " + inner;
    }

    /** Whole lines for the keys that are left; the last key's value in flow style, or else spread over lines. */
    static String blockEntry(List<String> keys, Object value, int indent, int step, String newline, boolean flow) {
        var lines = new StringBuilder();
        int depth = indent;
        for (String key : keys.subList(0, keys.size() - 1)) {
            lines.append(" ".repeat(depth)).append(scalar(key)).append(':').append(newline);
            depth += step;
        }
        String last = " ".repeat(depth) + scalar(keys.get(keys.size() - 1)) + ":";
        if (flow || !(value instanceof Map<?, ?> map) || map.isEmpty()) {
            return lines.append(last)
                    .append(' ')
                    .append(flow(value))
                    .append(newline)
                    .toString();
        }
        lines.append(last).append(newline);
        String pad = " ".repeat(depth + step);
        map.forEach((key, field) -> lines.append(pad)
                .append(scalar(key.toString()))
                .append(": ")
                .append(flow(field))
                .append(newline));
        return lines.toString();
    }

    static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> scalar(entry.getKey().toString()) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return scalar(value.toString());
    }

    static String scalar(String text) {
        boolean nothing = text.equalsIgnoreCase("null") || text.equals("---") || text.equals("...");
        return SAFE.matcher(text).matches() && !nothing ? text : quoted(text);
    }

    /** Double quotes with the escapes that YAML shares with JSON. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    boolean printable = c >= ' '
                            && c != 0x7f
                            && (c < 0x80 || c > 0x9f)
                            && c != 0xfeff
                            && c < 0xfffe
                            && c != 0x2028
                            && c != 0x2029;
                    quoted.append(printable ? String.valueOf(c) : String.format("\\u%04x", (int) c));
                }
            }
        }
        return quoted.append('"').toString();
    }
}
