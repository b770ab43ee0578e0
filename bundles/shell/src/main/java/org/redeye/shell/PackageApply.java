package org.redeye.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rem:package-apply FILE} */
@Service
@Command(
        scope = "rem",
        name = "package-apply",
        description = "Takes over a package's file; of what runs, only what is different changes")
public final class PackageApply extends PlanCommand {
    /** Whatever is there now: the person has the file in hand and says so. */
    private static final String ANY_VERSION = "";

    @Argument(name = "FILE", description = "A YAML file on the machine that REM runs on", required = true)
    @Completion(FilesCompleter.class)
    private String file = "";

    @Option(name = "--name", description = "The package's name, if it is not that of the file")
    private String name = "";

    @Option(name = "--dry-run", description = "Only say what would change")
    private boolean dryRun;

    @Option(name = "--why", description = "What it is for; goes into the history")
    private String why = "";

    @Override
    void run() throws Refusal {
        PackageFile read = read(file, name);
        if (dryRun) {
            print(plan(packages -> packages.plan(read.name(), read.text())), "Applying " + read.name() + " would");
        } else {
            print(
                    plan(packages -> packages.apply(read.name(), read.text(), ANY_VERSION, change(why))),
                    read.name() + " is applied. That did");
        }
    }
}
