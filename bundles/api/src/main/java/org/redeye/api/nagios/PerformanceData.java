package org.redeye.api.nagios;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads performance data: values behind each other, with white space between them. */
final class PerformanceData {

    /** Values that are read; what is beyond is ignored, and told. */
    static final int MOST_VALUES = 1_000;

    private static final Pattern VALUE = Pattern.compile("(U|"
            + "[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,3})?)"
            + "([^\\d\\s;'\"=.,+-][^\\s;'\"=]{0,15})?");
    private static final int MOST_PARTS = 5;

    private final String text;
    private final List<PerformanceValue> values = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private int at;

    private PerformanceData(String text) {
        this.text = text;
    }

    static PerformanceData of(String text) {
        var data = new PerformanceData(text);
        data.read();
        return data;
    }

    List<PerformanceValue> values() {
        return values;
    }

    /** What is no value, as it was written. */
    List<String> ignored() {
        return ignored;
    }

    private void read() {
        skipSpace();
        while (at < text.length()) {
            int begin = at;
            if (!one()) {
                skipWord();
                ignored.add(text.substring(begin, at));
            }
            skipSpace();
        }
    }

    /** Reads a value; whether there was one. Where it stops, the next word begins. */
    private boolean one() {
        var label = new StringBuilder();
        boolean labelled = text.charAt(at) == '\'' ? quoted(label) : plain(label);
        if (!labelled || label.toString().isBlank() || at >= text.length() || text.charAt(at) != '=') {
            return false;
        }
        int begin = ++at;
        skipWord();
        String[] parts = text.substring(begin, at).split(";", -1);
        Matcher value = VALUE.matcher(parts[0]);
        // a trailing ';' makes one empty part more
        if (!value.matches() || parts.length > MOST_PARTS + 1 || values.size() == MOST_VALUES) {
            return false;
        }
        double number = value.group(1).equals("U") ? Double.NaN : Double.parseDouble(value.group(1));
        values.add(new PerformanceValue(
                label.toString().strip(),
                Double.isInfinite(number) ? Double.NaN : number,
                value.group(2) == null ? "" : value.group(2),
                part(parts, 1),
                part(parts, 2),
                part(parts, 3),
                part(parts, 4)));
        return true;
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    /** Reads {@code 'label'}, in which {@code ''} is one quote. */
    private boolean quoted(StringBuilder label) {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean twice = c == '\'' && at + 1 < text.length() && text.charAt(at + 1) == '\'';
            if (c == '\'' && !twice) {
                at++;
                return true;
            }
            if (twice) {
                at++;
            }
            label.append(c);
        }
        return false;
    }

    private boolean plain(StringBuilder label) {
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            label.append(text.charAt(at++));
        }
        return true;
    }

    private void skipWord() {
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
