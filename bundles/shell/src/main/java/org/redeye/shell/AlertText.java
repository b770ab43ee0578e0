package org.redeye.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Silence;

/** Alerts as the REST interface answers them. */
final class AlertText {

    private static final int FEW = 5;

    private AlertText() {}

    static Map<String, Object> brief(Alert alert) {
        return alert(alert, FEW);
    }

    static Map<String, Object> full(Alert alert) {
        return alert(alert, Alert.MOST_MEMBERS);
    }

    private static Map<String, Object> alert(Alert alert, int members) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", alert.id());
        json.put("state", alert.state().word());
        json.put("severity", alert.severity().word());
        json.put("title", alert.title());
        json.put("role", alert.role());
        json.put("opened", alert.opened().toEpochMilli());
        json.put("changed", alert.changed().toEpochMilli());
        alert.resolved().ifPresent(at -> json.put("resolved", at.toEpochMilli()));
        alert.acknowledgement().ifPresent(by -> json.put("acknowledgement", acknowledgement(by)));
        json.put("assignee", alert.assignee());
        json.put(
                "members",
                alert.members().stream().limit(members).map(AlertText::member).toList());
        json.put("count", alert.count());
        json.put("firing", alert.firing());
        json.put("notices", alert.notices());
        alert.next().ifPresent(next -> json.put("next", Map.of("at", next.at().toEpochMilli(), "what", next.what())));
        json.put("version", alert.version());
        return json;
    }

    private static Map<String, Object> acknowledgement(Alert.Acknowledgement by) {
        var json = new LinkedHashMap<String, Object>();
        json.put("by", by.by());
        json.put("at", by.at().toEpochMilli());
        json.put("reason", by.reason());
        by.until().ifPresent(at -> json.put("until", at.toEpochMilli()));
        return json;
    }

    private static Map<String, Object> member(Member member) {
        Condition condition = member.condition();
        var json = new LinkedHashMap<String, Object>();
        json.put("key", condition.key());
        json.put("source", condition.source());
        json.put("package", condition.packageName());
        json.put("subject", condition.subject());
        json.put("host", condition.host());
        json.put("severity", condition.severity().word());
        json.put("firing", condition.firing());
        json.put("at", condition.at().toEpochMilli());
        json.put("summary", condition.summary());
        json.put("text", condition.text());
        json.put("labels", new TreeMap<>(condition.labels()));
        json.put("links", new TreeMap<>(condition.links()));
        json.put("values", new TreeMap<>(condition.values()));
        json.put("joined", member.joined().toEpochMilli());
        json.put("because", member.because());
        member.hold()
                .ifPresent(hold -> json.put(
                        "hold", Map.of("kind", hold.kind().word(), "by", hold.by(), "because", hold.because())));
        json.put("changes", member.changes());
        return json;
    }

    static List<Map<String, Object>> entries(List<AlertEntry> entries) {
        return entries.stream().map(AlertText::entry).toList();
    }

    private static Map<String, Object> entry(AlertEntry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("alert", entry.alert());
        json.put("seq", entry.seq());
        json.put("at", entry.at().toEpochMilli());
        json.put("kind", entry.kind().word());
        json.put("by", entry.by());
        json.put("text", entry.text());
        json.put("data", new TreeMap<>(entry.data()));
        return json;
    }

    static Map<String, Object> silence(Silence silence) {
        Match match = silence.match();
        var what = new LinkedHashMap<String, Object>();
        what.put("source", match.source());
        what.put("subject", match.subject());
        what.put("host", match.host());
        what.put("package", match.packageName());
        what.put("severity", match.severity().word());
        what.put("labels", new TreeMap<>(match.labels()));
        var json = new LinkedHashMap<String, Object>();
        json.put("id", silence.id());
        json.put("match", what);
        json.put("owner", silence.owner());
        json.put("reason", silence.reason());
        json.put("from", silence.from().toEpochMilli());
        json.put("until", silence.until().toEpochMilli());
        return json;
    }
}
