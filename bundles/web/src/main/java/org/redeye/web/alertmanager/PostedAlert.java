package org.redeye.web.alertmanager;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;
import org.redeye.web.http.HttpProblem;

/**
 * An alert as Prometheus sends it ({@code postableAlert} of Alertmanager's API, version 2). What it is known by is its labels.
 *
 * @param labels what it is; {@code alertname} among them
 * @param annotations words about it
 * @param startsAt since when; null for now
 * @param endsAt until when it is true if nothing more is heard of it; null for 5 minutes from now; in the past if it is over
 * @param generatorUrl where it comes from
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PostedAlert(
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> annotations,
        @JsonProperty("startsAt") @Nullable String startsAt,
        @JsonProperty("endsAt") @Nullable String endsAt,
        @JsonProperty("generatorURL") @Nullable String generatorUrl) {

    /** The id of what reports them. */
    static final String SOURCE = "alertmanager";

    /** As Alertmanager's {@code resolve_timeout}. */
    private static final Duration USUAL = Duration.ofMinutes(5);

    private static final int MOST_LABELS = 32;
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_TEXT = 4_000;
    private static final Map<String, Severity> SEVERITIES = Map.ofEntries(
            Map.entry("critical", Severity.CRITICAL),
            Map.entry("page", Severity.CRITICAL),
            Map.entry("error", Severity.CRITICAL),
            Map.entry("emergency", Severity.CRITICAL),
            Map.entry("disaster", Severity.CRITICAL),
            Map.entry("high", Severity.CRITICAL),
            Map.entry("info", Severity.INFO),
            Map.entry("none", Severity.INFO),
            Map.entry("notice", Severity.INFO),
            Map.entry("low", Severity.INFO));

    /** Until when it is true. */
    Instant end(Instant now) {
        Instant end = time("endsAt", endsAt, now.plus(USUAL));
        return end.isBefore(Instant.EPOCH) ? now.plus(USUAL) : end; // the zero of its language stands for none
    }

    /** What it says of its subject at this time. */
    Condition condition(Instant now) {
        Map<String, String> known = known();
        String name = known.getOrDefault("alertname", "");
        String instance = known.getOrDefault("instance", "");
        String subject = instance.isEmpty() ? name : name + " " + instance;
        String summary = annotation("summary", annotation("message", subject));
        boolean firing = end(now).isAfter(now);
        Instant begun = time("startsAt", startsAt, now);
        return new Condition(
                SOURCE + "|" + fingerprint(known),
                SOURCE,
                "",
                cut(subject, LONGEST_LABEL),
                host(known),
                severity(known),
                firing,
                firing ? begun : end(now),
                known.getOrDefault("rem_role", ""),
                cut(summary.replaceAll("\\p{Cntrl}+", " ").strip(), LONGEST_LABEL),
                cut(annotation("description", ""), LONGEST_TEXT),
                bounded(known),
                links(),
                Map.of());
    }

    private Map<String, String> known() {
        if (labels == null || labels.isEmpty()) {
            throw HttpProblem.badRequest("An alert has no labels; expected 'alertname' and others.");
        }
        var known = new TreeMap<String, String>();
        labels.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) { // an empty label is none
                known.put(name, value);
            }
        });
        if (known.isEmpty()) {
            throw HttpProblem.badRequest("An alert has empty labels only; expected 'alertname' and others.");
        }
        return known;
    }

    /** 16 hexadecimal digits of all labels: the same for the same labels, whatever their order. */
    static String fingerprint(Map<String, String> labels) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(labels).forEach((name, value) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0xff); // in no UTF-8 text
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0xff);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Severity severity(Map<String, String> labels) {
        String word = labels.getOrDefault("severity", "").toLowerCase(java.util.Locale.ROOT);
        return SEVERITIES.getOrDefault(word, Severity.WARNING);
    }

    /** The first label that names a machine, without a port. */
    private static String host(Map<String, String> labels) {
        for (String label : new String[] {"host", "hostname", "node", "instance"}) {
            String value = labels.getOrDefault(label, "");
            if (!value.isEmpty()) {
                String name = value.startsWith("[") && value.contains("]")
                        ? value.substring(1, value.indexOf(']'))
                        : value.replaceFirst("^([^:]*):[0-9]+$", "$1");
                return cut(name, LONGEST_LABEL);
            }
        }
        return "";
    }

    private static Map<String, String> bounded(Map<String, String> labels) {
        var bounded = new LinkedHashMap<String, String>();
        labels.entrySet().stream()
                .limit(MOST_LABELS)
                .forEach(
                        label -> bounded.put(cut(label.getKey(), LONGEST_LABEL), cut(label.getValue(), LONGEST_LABEL)));
        return bounded;
    }

    private Map<String, String> links() {
        var links = new HashMap<String, String>();
        link(links, "source", generatorUrl == null ? "" : generatorUrl);
        link(links, "runbook", annotation("runbook_url", annotation("runbook", "")));
        link(links, "dashboard", annotation("dashboard_url", annotation("dashboard", "")));
        return links;
    }

    private static void link(Map<String, String> links, String title, String address) {
        if ((address.startsWith("http://") || address.startsWith("https://")) && address.length() <= LONGEST_TEXT) {
            links.put(title, address);
        }
    }

    private String annotation(String name, String otherwise) {
        String text = annotations == null ? null : annotations.get(name);
        return text == null || text.isBlank() ? otherwise : text;
    }

    private static Instant time(String field, @Nullable String text, Instant otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw HttpProblem.badRequest("'" + field + "' is '" + cut(text, LONGEST_LABEL)
                    + "'; expected a time such as 2026-11-22T03:00:00Z.");
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
