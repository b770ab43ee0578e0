package org.redeye.shell;

import java.util.LinkedHashMap;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Member;

/** {@code rem:alert-show ALERT} */
@Service
@Command(scope = "rem", name = "alert-show", description = "One alert: its members, what holds them, and its record")
public final class AlertShow extends AlertCommand {

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_MEMBERS = 50;

    @Override
    void run() throws Refusal {
        Alert alert = ask(Alerts.class, ENGINE, alerts -> alerts.find(id()))
                .orElseThrow(() -> new Refusal("There is no alert '" + id() + "'."));
        List<AlertEntry> entries = ask(Alerts.class, ENGINE, alerts -> alerts.entries(id(), 0, MOST_ENTRIES));
        if (isJson()) {
            var json = new LinkedHashMap<>(AlertText.full(alert));
            json.put("entries", AlertText.entries(entries));
            out().println(Json.text(json));
            return;
        }
        out().println(alert.id() + " " + alert.state().word() + " "
                + alert.severity().word() + ": " + alert.title());
        alert.next().ifPresent(next -> out().println("Next: " + next.what() + " at " + Times.show(next.at())));
        var members = table("", "Member", "Firing", "Since", "Belongs because", "Held because");
        for (Member member : alert.members()
                .subList(0, Math.min(MOST_MEMBERS, alert.members().size()))) {
            members.addRow()
                    .addContent(
                            member.condition().subject(),
                            member.firing() ? "yes" : "no",
                            Times.show(member.condition().at()),
                            member.because(),
                            member.hold()
                                    .map(hold -> hold.kind().word() + ": " + hold.because())
                                    .orElse(""));
        }
        print(members);
        if (alert.count() > MOST_MEMBERS) {
            out().println("and " + (alert.count() - MOST_MEMBERS) + " more");
        }
        var record = table("", "At", "Kind", "By", "Text");
        entries.forEach(entry ->
                record.addRow().addContent(Times.show(entry.at()), entry.kind().word(), entry.by(), entry.text()));
        print(record);
    }
}
