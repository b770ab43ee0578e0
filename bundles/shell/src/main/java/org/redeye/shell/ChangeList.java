package org.redeye.shell;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;

/** {@code rem:change-list [NAME]} */
@Service
@Command(
        scope = "rem",
        name = "change-list",
        description =
                "The changes of packages that wait for a second person, oldest first; of one package if it is named")
public final class ChangeList extends SubjectCommand {
    @Argument(name = "NAME", description = "The package's name; without it all")
    @Completion(PackageCompleter.class)
    private String name = "";

    @Override
    void run() throws Refusal {
        List<PendingChange> waiting = ask(PendingChanges.class, "packages engine", changes -> changes.list(name));
        if (isJson()) {
            out().println(Json.text(
                    Map.of("items", waiting.stream().map(Json::change).toList())));
            return;
        }
        var table = table("No change waits", "Change", "Package", "At", "Who", "Does", "Why");
        for (PendingChange change : waiting) {
            table.addRow()
                    .addContent(
                            change.id(),
                            change.name(),
                            Times.show(change.at()),
                            change.author(),
                            counts(change),
                            change.why().lines().findFirst().orElse(""));
        }
        print(table);
    }

    private static String counts(PendingChange change) {
        return "+" + change.plan().added().size() + " ~"
                + change.plan().changed().size() + " -"
                + change.plan().removed().size();
    }
}
