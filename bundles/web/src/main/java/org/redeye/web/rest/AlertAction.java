package org.redeye.web.rest;

import java.util.List;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertState;
import org.redeye.web.http.HttpProblem;

/** What may be done to several alerts at once. */
final class AlertAction {

    static final List<String> KNOWN = List.of("acknowledge", "unacknowledge", "resolve", "reopen", "assign", "note");

    private AlertAction() {}

    /**
     * What it would do, without doing it.
     *
     * @throws HttpProblem 409 if it could not be done now
     */
    static String preview(String action, Alert alert) {
        boolean over = alert.state() == AlertState.RESOLVED;
        String against =
                switch (action) {
                    case "acknowledge" ->
                        over
                                ? alert.id() + " is over."
                                : alert.acknowledgement()
                                        .map(by -> alert.id() + " was acknowledged by " + by.by() + ".")
                                        .orElse("");
                    case "unacknowledge" ->
                        alert.acknowledgement().isEmpty() ? "Nobody has acknowledged " + alert.id() + "." : "";
                    case "reopen" ->
                        !over
                                ? alert.id() + " is not resolved."
                                : alert.firing() == 0
                                        ? alert.id() + " cannot be reopened: all that was out of order has recovered."
                                        : "";
                    case "resolve", "assign" -> over ? alert.id() + " is over." : "";
                    default -> "";
                };
        if (!against.isEmpty()) {
            throw HttpProblem.of(409, against);
        }
        return alert.title() + ": it is " + alert.state().word() + " now.";
    }
}
