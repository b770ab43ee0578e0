package org.redeye.api.alert;

import java.util.Map;
import org.redeye.api.text.Glob;

/**
 * Which conditions are meant. Each part is a pattern in which {@code *} stands for any run of characters; an empty one fits
 * all. Immutable.
 *
 * @param source the id of the rule
 * @param subject the id of the check or series; a series fits also if its check does
 * @param host the name of the host
 * @param packageName the package
 * @param severity the least severity
 * @param labels patterns by label
 */
public record Match(
        String source, String subject, String host, String packageName, Severity severity, Map<String, String> labels) {

    /** Fits everything. */
    public static final Match ALL = new Match("", "", "", "", Severity.INFO, Map.of());

    /** Copies the map. */
    public Match {
        labels = Map.copyOf(labels);
    }

    /** Whether a condition is meant. */
    public boolean fits(Condition condition) {
        return fits(source, condition.source())
                && (fits(subject, condition.subject()) || fits(subject, check(condition.subject())))
                && fits(host, condition.host())
                && fits(packageName, condition.packageName())
                && condition.severity().compareTo(severity) >= 0
                && labels.entrySet().stream()
                        .allMatch(label ->
                                fits(label.getValue(), condition.labels().getOrDefault(label.getKey(), "")));
    }

    /** The check that a series is of; the subject itself if it is none. */
    private static String check(String subject) {
        int item = subject.endsWith("]") ? subject.indexOf('[') : -1;
        int metric = subject.lastIndexOf(':', item < 0 ? subject.length() : item);
        return metric < 0 ? subject : subject.substring(0, metric);
    }

    private static boolean fits(String pattern, String text) {
        return pattern.isEmpty() || new Glob(pattern).matches(text);
    }
}
