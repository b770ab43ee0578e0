package org.redeye.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;

/** What the commands share that are about one change that waits. */
abstract class ChangeCommand extends PlanCommand {
    @Argument(name = "CHANGE", description = "The change's id, as 'change-list' shows it", required = true)
    @Completion(ChangeCompleter.class)
    private String id = "";

    final String id() {
        return id;
    }

    final PendingChange find() throws Refusal {
        return ask(PendingChanges.class, "packages engine", changes -> changes.find(id))
                .orElseThrow(() -> new PackageException(Kind.MISSING, "No change '" + id + "' waits."));
    }
}
