package org.redeye.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Packages;

/** {@code rem:package-new NAME} */
@Service
@Command(scope = "rem", name = "package-new", description = "Makes a package with nothing in it but its header")
public final class PackageNew extends PlanCommand {
    private static final String ANY_VERSION = "";

    @Argument(name = "NAME", description = "The package's name", required = true)
    private String name = "";

    @Option(name = "--title", description = "Its name for people")
    private String title = "";

    @Option(name = "--dry-run", description = "Only say whether it could be made")
    private boolean dryRun;

    @Option(name = "--why", description = "What it is for; goes into the history")
    private String why = "";

    @Override
    void run() throws Refusal {
        if (ask(Packages.class, "packages engine", packages -> packages.text(name))
                .isPresent()) {
            throw new Refusal("there is a package '" + name + "' already");
        }
        String text = "package:\n  name: " + name + "\n  version: 0.1.0\n"
                + (title.isEmpty()
                        ? ""
                        : "  title: '" + title.replace("'", "''").replaceAll("\\R", " ") + "'\n");
        if (dryRun) {
            print(plan(packages -> packages.plan(name, text)), "Making " + name + " would");
        } else {
            print(plan(packages -> packages.apply(name, text, ANY_VERSION, change(why))), name + " is made. That did");
        }
    }
}
