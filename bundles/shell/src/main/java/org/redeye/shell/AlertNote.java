package org.redeye.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rem:alert-note ALERT TEXT} */
@Service
@Command(scope = "rem", name = "alert-note", description = "Writes a word into the record of an alert")
public final class AlertNote extends AlertCommand {

    private static final int MOST_WORDS = 400;

    @Override
    int mostFurther() {
        return MOST_WORDS;
    }

    @Override
    void run() throws Refusal {
        String text = String.join(" ", further());
        if (text.isBlank()) {
            throw new Refusal("the note is missing: alert-note ALERT TEXT");
        }
        act(alerts -> alerts.note(id(), Caller.name(), text));
    }
}
