package org.redeye.shell;

import java.util.HashMap;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;

/** {@code rem:change-show CHANGE} */
@Service
@Command(
        scope = "rem",
        name = "change-show",
        description = "Who made a change that waits, what it does, and why you may not approve it if so")
public final class ChangeShow extends ChangeCommand {
    @Override
    void run() throws Refusal {
        PendingChange change = find();
        String objection = ask(PendingChanges.class, "packages engine", changes -> changes.objection(id(), change("")));
        if (isJson()) {
            var json = new HashMap<>(Json.change(change));
            json.put("diff", change.diff());
            json.put("objection", objection);
            out().println(Json.text(json));
            return;
        }
        out().println(change.author() + ", " + Times.show(change.at())
                + (change.why().isEmpty() ? "" : ": " + change.why()));
        out().print(change.diff());
        print(change.plan(), "Approving " + id() + " would");
        out().println(objection.isEmpty() ? "You may approve it: 'change-approve " + id() + "'." : objection);
    }
}
