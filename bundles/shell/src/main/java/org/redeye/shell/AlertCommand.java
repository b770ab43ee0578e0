package org.redeye.shell;

import java.util.function.Function;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Alerts;

/** What the commands share that are about one alert. */
abstract class AlertCommand extends SubjectCommand {

    static final String ENGINE = "alerts engine";

    @Argument(name = "ALERT", description = "The alert's id, as 'alert-list' shows it", required = true)
    @Completion(AlertCompleter.class)
    private String id = "";

    final String id() {
        return id;
    }

    /** Does something to the alert and tells how it stands then. */
    final void act(Function<Alerts, Alert> action) throws Refusal {
        Alert alert = ask(Alerts.class, ENGINE, action);
        if (isJson()) {
            out().println(Json.text(AlertText.full(alert)));
        } else {
            out().println(alert.id() + " is " + alert.state().word()
                    + alert.acknowledgement().map(by -> " by " + by.by()).orElse("")
                    + ": " + alert.title());
        }
    }
}
