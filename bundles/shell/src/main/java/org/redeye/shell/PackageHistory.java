package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.History;
import org.redeye.api.packages.Revision;

/** {@code rem:package-history NAME} */
@Service
@Command(
        scope = "rem",
        name = "package-history",
        description = "Who changed a package when, and what for; newest first")
public final class PackageHistory extends SubjectCommand {
    private static final int MOST = 500;

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Option(name = "--limit", description = "At most so many, 1 to 500; default 20")
    private String limit = "20";

    @Option(name = "--after", description = "A revision; shows older ones only")
    private String after = "";

    @Override
    void run() throws Refusal {
        int most = most();
        List<Revision> found = ask(History.class, "history of packages", history -> history.log(name, most + 1, after));
        String waiting = ask(History.class, "history of packages", History::waiting);
        boolean more = found.size() > most;
        List<Revision> shown = found.subList(0, Math.min(most, found.size()));
        if (isJson()) {
            out().println(Json.text(Json.history(shown, more, waiting)));
            return;
        }
        var table = table("There is no history of '" + name + "'", "Revision", "At", "Who", "What", "Why");
        for (Revision revision : shown) {
            table.addRow()
                    .addContent(
                            revision.brief(),
                            Times.show(revision.at()),
                            revision.author(),
                            revision.message(),
                            revision.why().lines().findFirst().orElse(""));
        }
        print(table);
        if (more) {
            out().println("There are older ones: --after " + shown.get(most - 1).brief());
        }
        if (!waiting.isEmpty()) {
            out().println(waiting);
        }
    }

    private int most() throws Refusal {
        if (limit.matches("[1-9][0-9]{0,2}") && Integer.parseInt(limit) <= MOST) {
            return Integer.parseInt(limit);
        }
        throw new Refusal("--limit is '" + limit + "'; expected 1 to " + MOST);
    }
}
