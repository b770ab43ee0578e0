package org.redeye.shell;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Silence;

/** {@code rem:alert-silence} */
@Service
@Command(
        scope = "rem",
        name = "alert-silence",
        description = "Begins a silence, or ends one; without options lists those that hold or will")
public final class AlertSilence extends RemCommand {

    @Option(name = "--host", description = "What it is about: the host; * stands for any run of characters")
    private String host = "";

    @Option(name = "--subject", description = "What it is about: the check or series")
    private String subject = "";

    @Option(name = "--rule", description = "What it is about: the rule")
    private String rule = "";

    @Option(name = "--package", description = "What it is about: the package")
    private String packageName = "";

    @Option(name = "--from", description = "When it begins: now, +1h, ISO 8601 or epoch milliseconds")
    private String from = "now";

    @Option(name = "--for", description = "For how long, such as 2h")
    private String length = "";

    @Option(name = "--reason", description = "Why")
    private String reason = "";

    @Option(name = "--end", description = "The id of a silence that ends now")
    private String end = "";

    @Override
    void run() throws Refusal {
        var match = new Match(rule, subject, host, packageName, Severity.INFO, Map.of());
        if (!end.isEmpty()) {
            ask(Alerts.class, AlertCommand.ENGINE, alerts -> {
                alerts.endSilence(end, Caller.name());
                return end;
            });
            list();
        } else if (!match.equals(Match.ALL) || !length.isEmpty() || !reason.isEmpty()) {
            begin(match);
        } else {
            list();
        }
    }

    private void begin(Match match) throws Refusal {
        if (match.equals(Match.ALL) || length.isEmpty() || reason.isEmpty()) {
            throw new Refusal("a silence says what it is about (--host, --subject, --rule or --package), for how long"
                    + " (--for 2h) and why (--reason TEXT)");
        }
        Instant now = Instant.now();
        Instant begin = Instant.ofEpochMilli(Times.instant(from, now.toEpochMilli()));
        var wanted = new Silence("", match, Caller.name(), reason, begin, begin.plusMillis(Times.duration(length)));
        Silence begun = ask(Alerts.class, AlertCommand.ENGINE, alerts -> alerts.silence(wanted));
        if (isJson()) {
            out().println(Json.text(AlertText.silence(begun)));
        } else {
            out().println(begun.id() + " holds " + (begin.isAfter(now) ? "from " + Times.show(begin) + " " : "")
                    + "until " + Times.show(begun.until()) + ".");
        }
    }

    private void list() throws Refusal {
        List<Silence> silences = ask(Alerts.class, AlertCommand.ENGINE, Alerts::silences);
        if (isJson()) {
            out().println(Json.text(
                    Json.items(silences.stream().map(AlertText::silence).toList())));
            return;
        }
        var table = table(
                "Nothing is silenced",
                "Silence",
                "Host",
                "Subject",
                "Rule",
                "Package",
                "Owner",
                "From",
                "Until",
                "Reason");
        for (Silence silence : silences) {
            Match match = silence.match();
            table.addRow()
                    .addContent(
                            silence.id(),
                            match.host(),
                            match.subject(),
                            match.source(),
                            match.packageName(),
                            silence.owner(),
                            Times.show(silence.from()),
                            Times.show(silence.until()),
                            silence.reason());
        }
        print(table);
    }
}
