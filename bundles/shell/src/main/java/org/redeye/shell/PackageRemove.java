package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Units;

/** {@code rem:package-remove NAME} */
@Service
@Command(scope = "rem", name = "package-remove", description = "Removes a package, its files and all that it declares")
public final class PackageRemove extends PlanCommand {
    private static final String ANY_VERSION = "";

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Option(name = "--dry-run", description = "Only say what would be removed")
    private boolean dryRun;

    @Option(name = "--why", description = "What it is for; goes into the history")
    private String why = "";

    @Override
    void run() throws Refusal {
        List<String> names = ask(Packages.class, "packages engine", packages -> packages.list().stream()
                .map(PackageInfo::name)
                .toList());
        if (!names.contains(name)) {
            throw new Refusal("there is no package '" + name + "'" + Nearest.hint(name, names));
        }
        if (dryRun) {
            print(ask(Units.class, "engine of units", units -> units.removal(name)), "Removing " + name + " would");
        } else {
            print(plan(packages -> packages.remove(name, ANY_VERSION, change(why))), name + " is removed. That did");
        }
    }
}
