package org.redeye.shell;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.PendingChanges;

/** {@code rem:change-reject CHANGE} */
@Service
@Command(
        scope = "rem",
        name = "change-reject",
        description = "Ends a change that waits without making it: an approver with a reason, or its author")
public final class ChangeReject extends ChangeCommand {
    @Option(name = "--why", description = "Why; its author may leave it out")
    private String why = "";

    @Override
    void run() throws Refusal {
        ask(PendingChanges.class, "packages engine", changes -> {
            changes.reject(id(), change(why));
            return id();
        });
        out().println(
                        isJson()
                                ? Json.text(Map.of("id", id()))
                                : "The change " + id() + " is ended; nothing was changed.");
    }
}
