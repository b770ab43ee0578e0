package org.redeye.api.alert;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody who watches says of one subject: it is out of order, or it is no more. Reports are by level, not by edge: the
 * same report twice says nothing new, so who reports may say it again whenever in doubt. Immutable.
 *
 * @param key what it is about, the same for each report about it: the rule's id and the subject's joined with {@code |}; 1
 *     to 400 characters
 * @param source the id of what reports: a rule, an SLA, {@code alertmanager}
 * @param packageName the package of the source; empty if none
 * @param subject the id of the check or series, or any name that people know it by
 * @param host the name of the host it concerns; empty if none
 * @param severity how bad it is
 * @param firing whether it is out of order
 * @param at since when, by the time of the samples
 * @param role the name of the role to call; empty if the routes decide
 * @param summary one line for people: at most 200 characters
 * @param text more lines; at most 4 KiB
 * @param labels free words about it, to route, group and select by; at most 32 of 200 characters
 * @param links addresses that help, by title; at most 8
 * @param values what was measured when it was reported, by name; at most 16
 */
public record Condition(
        String key,
        String source,
        String packageName,
        String subject,
        String host,
        Severity severity,
        boolean firing,
        Instant at,
        String role,
        String summary,
        String text,
        Map<String, String> labels,
        Map<String, String> links,
        Map<String, Double> values) {

    /** The greatest length of {@link #key}. */
    public static final int LONGEST_KEY = 400;

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if the key is empty or too long
     */
    public Condition {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "A condition's key has " + key.length() + " characters; expected 1 to " + LONGEST_KEY + ".");
        }
        labels = Map.copyOf(labels);
        links = Map.copyOf(links);
        values = Map.copyOf(values);
    }

    /** The same thing, in order again. */
    public Condition cleared(Instant when, String why) {
        return new Condition(
                key, source, packageName, subject, host, severity, false, when, role, why, "", labels, links, values);
    }
}
