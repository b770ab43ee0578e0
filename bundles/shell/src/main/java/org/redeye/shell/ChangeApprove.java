package org.redeye.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.PendingChanges;

/** {@code rem:change-approve CHANGE} */
@Service
@Command(
        scope = "rem",
        name = "change-approve",
        description = "Makes a change that waits; the history names its author and you")
public final class ChangeApprove extends ChangeCommand {
    @Option(name = "--why", description = "Why you approve it; goes into the history")
    private String why = "";

    @Override
    void run() throws Refusal {
        print(
                ask(PendingChanges.class, "packages engine", changes -> changes.approve(id(), change(why))),
                "The change " + id() + " is made. That did");
    }
}
