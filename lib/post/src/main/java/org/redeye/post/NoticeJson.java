package org.redeye.post;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Member;
import org.redeye.api.notify.Notification;

/** A notice as JSON: names in snake case, times in milliseconds since the epoch, an alert as REST has it. */
public final class NoticeJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NoticeJson() {}

    /**
     * Writes it.
     *
     * @param members so many members of the alert at most; {@code count} says how many there are
     */
    public static ObjectNode of(Notification notification, int members) {
        ObjectNode json = JSON.objectNode()
                .put("key", notification.key())
                .put("purpose", notification.purpose().word())
                .put("to", notification.to())
                .put("person", notification.person())
                .put("subject", notification.subject())
                .put("text", notification.text())
                .put("count", notification.count())
                .put("at", notification.at().toEpochMilli());
        ObjectNode links = json.putObject("links");
        notification.links().forEach(links::put);
        notification.alert().ifPresent(alert -> json.set("alert", alert(alert, members)));
        return json;
    }

    private static ObjectNode alert(Alert alert, int members) {
        ObjectNode json = JSON.objectNode()
                .put("id", alert.id())
                .put("state", alert.state().word())
                .put("severity", alert.severity().word())
                .put("title", alert.title())
                .put("role", alert.role())
                .put("opened", alert.opened().toEpochMilli())
                .put("changed", alert.changed().toEpochMilli());
        alert.resolved().ifPresent(at -> json.put("resolved", at.toEpochMilli()));
        alert.acknowledgement().ifPresent(taken -> {
            ObjectNode inner = json.putObject("acknowledgement")
                    .put("by", taken.by())
                    .put("at", taken.at().toEpochMilli())
                    .put("reason", taken.reason());
            taken.until().ifPresent(until -> inner.put("until", until.toEpochMilli()));
        });
        json.put("assignee", alert.assignee())
                .put("count", alert.count())
                .put("firing", alert.firing())
                .put("notices", alert.notices())
                .put("version", alert.version());
        var list = json.putArray("members");
        alert.members().stream().limit(members).map(NoticeJson::member).forEach(list::add);
        return json;
    }

    private static ObjectNode member(Member member) {
        Condition condition = member.condition();
        ObjectNode json = JSON.objectNode()
                .put("key", condition.key())
                .put("source", condition.source())
                .put("package", condition.packageName())
                .put("subject", condition.subject())
                .put("host", condition.host())
                .put("severity", condition.severity().word())
                .put("firing", condition.firing())
                .put("at", condition.at().toEpochMilli())
                .put("summary", condition.summary())
                .put("text", condition.text())
                .put("joined", member.joined().toEpochMilli())
                .put("because", member.because());
        ObjectNode labels = json.putObject("labels");
        condition.labels().forEach(labels::put);
        ObjectNode links = json.putObject("links");
        condition.links().forEach(links::put);
        ObjectNode values = json.putObject("values");
        condition.values().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                values.put(name, value);
            } else {
                values.put(name, String.valueOf(value)); // JSON has no such numbers
            }
        });
        return json;
    }
}
