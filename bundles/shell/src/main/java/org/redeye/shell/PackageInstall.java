package org.redeye.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.UnitSource;

/** {@code rem:package-install FILE|FOLDER} */
@Service
@Command(
        scope = "rem",
        name = "package-install",
        description =
                "Installs a package with its files, or another version of one that is there; all of it or nothing")
public final class PackageInstall extends UnitCommand {
    private static final String ANY_VERSION = "";

    @Argument(
            name = "FILE",
            description = "A folder, a .zip, a bundle or a YAML file on the machine that REM runs on",
            required = true)
    @Completion(FilesCompleter.class)
    private String file = "";

    @Option(name = "--dry-run", description = "Only say what would change")
    private boolean dryRun;

    @Option(name = "--why", description = "What it is for; goes into the history")
    private String why = "";

    @Override
    void run() throws Refusal {
        UnitSource source = source(file);
        if (dryRun) {
            printUnit(units(units -> units.plan(source)), "would");
        } else {
            printUnit(units(units -> units.install(source, ANY_VERSION, change(why))), "did");
        }
    }
}
