package org.redeye.shell;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.History;

/** {@code rem:package-diff NAME [FROM [TO]]} */
@Service
@Command(
        scope = "rem",
        name = "package-diff",
        description =
                "What is different between two revisions of a package, NAME FROM TO; without TO up to the text in the"
                        + " file now, without FROM from the newest revision on")
public final class PackageDiff extends SubjectCommand {
    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Override
    int mostFurther() {
        return 2;
    }

    @Override
    void run() throws Refusal {
        List<String> revisions = further();
        String from = revisions.isEmpty() ? "" : revisions.get(0);
        String to = revisions.size() < 2 ? "" : revisions.get(1);
        String diff = ask(History.class, "history of packages", history -> history.diff(name, from, to));
        if (isJson()) {
            out().println(Json.text(Map.of("name", name, "diff", diff)));
        } else {
            out().print(diff.isEmpty() ? "Nothing is different.\n" : diff);
        }
    }
}
