package org.redeye.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.History;

/** {@code rem:package-rollback NAME REVISION} */
@Service
@Command(
        scope = "rem",
        name = "package-rollback",
        description =
                "Takes over again, byte by byte, a package with its folder as it was in a revision: NAME REVISION")
public final class PackageRollback extends PlanCommand {
    private static final String ANY_VERSION = "";

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Option(name = "--dry-run", description = "Only say what would change")
    private boolean dryRun;

    @Option(name = "--why", description = "What it is for; goes into the history")
    private String why = "";

    @Override
    int mostFurther() {
        return 1;
    }

    @Override
    void run() throws Refusal {
        if (further().isEmpty()) {
            throw new Refusal("which revision? 'package-history " + name + "' shows them");
        }
        String revision = further().get(0);
        if (dryRun) {
            print(
                    ask(History.class, "history of packages", history -> history.plan(name, revision)),
                    "Rolling back " + name + " to " + revision + " would");
        } else {
            print(
                    ask(
                            History.class,
                            "history of packages",
                            history -> history.rollback(name, revision, ANY_VERSION, change(why))),
                    name + " is as it was in " + revision + ". That did");
        }
    }
}
