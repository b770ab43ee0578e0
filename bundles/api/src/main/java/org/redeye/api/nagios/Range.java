package org.redeye.api.nagios;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A threshold: {@code 10} (alert outside 0 to 10), {@code 10:} (below 10), {@code ~:10} (above 10), {@code 10:20} (outside),
 * {@code @10:20} (inside). Immutable.
 *
 * @param start the lower end, which belongs to the range; may be negative infinity
 * @param end the upper end, which belongs to the range; may be infinity
 * @param inside whether a value within the range alerts, instead of one outside
 */
public record Range(double start, double end, boolean inside) {

    private static final String NUMBER = "[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,3})?";
    private static final Pattern FORM = Pattern.compile("(@)?(?:(~|" + NUMBER + ")?(:))?(" + NUMBER + ")?");

    /** Reads one; empty if the text is none. */
    public static Optional<Range> parse(String text) {
        Matcher form = FORM.matcher(text);
        boolean one = form.matches() && (form.group(3) != null || form.group(4) != null);
        if (!one) {
            return Optional.empty();
        }
        String from = form.group(2);
        double start = from == null ? 0 : from.equals("~") ? Double.NEGATIVE_INFINITY : Double.parseDouble(from);
        double end = form.group(4) == null ? Double.POSITIVE_INFINITY : Double.parseDouble(form.group(4));
        return start <= end ? Optional.of(new Range(start, end, form.group(1) != null)) : Optional.empty();
    }

    /** Whether a value makes an alert; an unknown one (NaN) never does. */
    public boolean alerts(double value) {
        boolean within = value >= start && value <= end;
        return !Double.isNaN(value) && within == inside;
    }
}
