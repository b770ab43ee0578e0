package org.redeye.notifier.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Severity;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notification.Purpose;

/**
 * What an Alertmanager is sent: one alert for each member. Alertmanager knows an alert by its labels, the severity among them, so
 * a member that got worse or better ends under its other severities.
 */
final class Batch {

    /** Three each, one a severity: within what one request may carry. */
    private static final int MOST_MEMBERS = 300;

    private static final int LONGEST = 1_000;
    private static final Duration TEST = Duration.ofMinutes(5);

    private final AlertmanagerConfig config;
    private final Notification notification;
    private final ArrayNode alerts = JsonNodeFactory.instance.arrayNode();

    Batch(AlertmanagerConfig config, Notification notification) {
        this.config = config;
        this.notification = notification;
    }

    ArrayNode json() {
        notification
                .alert()
                .ifPresentOrElse(
                        alert -> alert.members().stream().limit(MOST_MEMBERS).forEach(member -> add(alert, member)),
                        this::addPlain);
        return alerts;
    }

    private void add(Alert alert, Member member) {
        Condition condition = member.condition();
        boolean firing = member.firing() && notification.purpose() != Purpose.RESOLVED;
        for (Severity severity : Severity.values()) {
            boolean goesOn = firing && severity == condition.severity();
            Instant end = goesOn ? notification.at().plus(config.expires()) : notification.at();
            ObjectNode json = add(labels(condition, severity), condition.at(), end);
            json.putObject("annotations")
                    .put("summary", cut(condition.summary()))
                    .put("description", cut(condition.text()))
                    .put("alert", alert.id());
        }
    }

    /** About no alert: a test, or the sign of life. */
    private void addPlain() {
        var labels = new TreeMap<>(config.labels());
        labels.put("alertname", "rem_" + notification.purpose().word().replace('-', '_'));
        labels.put("severity", Severity.INFO.word());
        ObjectNode json = add(labels, notification.at(), notification.at().plus(TEST));
        json.putObject("annotations")
                .put("summary", cut(notification.subject()))
                .put("description", cut(notification.text()));
    }

    private ObjectNode add(Map<String, String> labels, Instant from, Instant to) {
        Instant start = from.isAfter(notification.at()) ? notification.at() : from; // the sample's clock may be ahead
        ObjectNode json = alerts.addObject().put("startsAt", start.toString()).put("endsAt", to.toString());
        ObjectNode inner = json.putObject("labels");
        labels.forEach((name, value) -> {
            if (!value.isEmpty()) { // an empty label is none
                inner.put(name, value);
            }
        });
        String page = notification.links().getOrDefault("alert", "");
        if (page.startsWith("http://") || page.startsWith("https://")) {
            json.put("generatorURL", page);
        }
        return json;
    }

    /** What the condition itself says counts more than its own labels, and those more than those of the channel. */
    private Map<String, String> labels(Condition condition, Severity severity) {
        var labels = new TreeMap<>(config.labels());
        condition.labels().forEach((name, value) -> labels.put(name(name), cut(value)));
        String source = condition.source();
        labels.put("alertname", cut(source.substring(source.lastIndexOf('/') + 1)));
        labels.put("rule", cut(source));
        labels.put("subject", cut(condition.subject()));
        labels.put("instance", cut(condition.host().isEmpty() ? condition.subject() : condition.host()));
        labels.put("package", cut(condition.packageName()));
        labels.put("severity", severity.word());
        return labels;
    }

    private static String name(String label) {
        String clean = label.replaceAll("[^a-zA-Z0-9_]", "_");
        return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
