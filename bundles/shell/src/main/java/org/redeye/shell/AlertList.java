package org.redeye.shell;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;

/** {@code rem:alert-list} */
@Service
@Command(
        scope = "rem",
        name = "alert-list",
        description = "Lists the alerts, worst first; without options those that go on")
public final class AlertList extends RemCommand {

    private static final int MOST = 1_000;

    @Option(name = "--state", description = "Only those in this state: open, acknowledged, resolved, or all")
    @Completion(
            value = StringsCompleter.class,
            values = {"open", "acknowledged", "resolved", "all"})
    private String state = "";

    @Option(name = "--host", description = "Only those of a host; * stands for any run of characters")
    private String host = "";

    @Option(name = "--role", description = "Only those that this role is called about")
    private String role = "";

    @Option(name = "--text", description = "Only those whose title, subject or text has this")
    private String text = "";

    @Override
    void run() throws Refusal {
        var match = new Match("", "", host, "", Severity.INFO, java.util.Map.of());
        var query = new AlertQuery(states(), match, role, text, Optional.empty(), Optional.empty(), "", MOST);
        List<Alert> alerts = ask(Alerts.class, AlertCommand.ENGINE, engine -> engine.list(query));
        if (isJson()) {
            out().println(Json.text(
                    Json.items(alerts.stream().map(AlertText::brief).toList())));
            return;
        }
        Instant now = Instant.now();
        var table = table("No alerts", "Alert", "State", "Severity", "For", "Role", "Title", "Taken by", "Next");
        for (Alert alert : alerts) {
            table.addRow()
                    .addContent(
                            alert.id(),
                            alert.state().word(),
                            alert.severity().word(),
                            Times.ago(alert.opened(), alert.resolved().orElse(now)),
                            alert.role(),
                            alert.title(),
                            alert.acknowledgement()
                                    .map(Alert.Acknowledgement::by)
                                    .orElse(""),
                            alert.next()
                                    .map(next -> Times.show(next.at()) + " " + next.what())
                                    .orElse(""));
        }
        print(table);
    }

    private Set<AlertState> states() throws Refusal {
        return switch (state) {
            case "" -> Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED);
            case "all" -> Set.of();
            case "open" -> Set.of(AlertState.OPEN);
            case "acknowledged" -> Set.of(AlertState.ACKNOWLEDGED);
            case "resolved" -> Set.of(AlertState.RESOLVED);
            default ->
                throw new Refusal("'" + state + "' is no state; expected one of open, acknowledged, resolved, all");
        };
    }
}
