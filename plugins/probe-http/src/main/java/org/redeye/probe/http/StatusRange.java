package org.redeye.probe.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status codes from one to another.
 *
 * @param first the least
 * @param last the greatest, included
 */
record StatusRange(int first, int last) {

    private static final Pattern FORM = Pattern.compile("([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?");

    /** @throws IllegalArgumentException if a text is neither a code nor a range */
    static List<StatusRange> of(List<String> texts) {
        return texts.stream().map(text -> of(text.strip())).toList();
    }

    private static StatusRange of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'expect status' takes codes such as 200 and ranges such as 200-299, not '" + text + "'.");
        }
        int first = Integer.parseInt(form.group(1));
        int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
        if (last < first) {
            throw new IllegalArgumentException("'expect status' has the range '" + text + "', which is empty: write '"
                    + last + "-" + first + "'.");
        }
        return new StatusRange(first, last);
    }

    boolean contains(int status) {
        return first <= status && status <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
