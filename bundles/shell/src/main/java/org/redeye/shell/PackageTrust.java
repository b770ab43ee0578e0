package org.redeye.shell;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Trust;

/** {@code rem:package-trust NAME} */
@Service
@Command(
        scope = "rem",
        name = "package-trust",
        description = "Lets the scripts of a package run, or no more with --revoke")
public final class PackageTrust extends SubjectCommand {

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Option(name = "--revoke", description = "Let them run no more")
    private boolean revoke;

    @Option(name = "--dry-run", description = "Only say whether they may run now")
    private boolean dryRun;

    @Override
    void run() throws Refusal {
        if (ask(Packages.class, "packages engine", packages -> packages.find(name))
                .isEmpty()) {
            throw new Refusal("there is no package '" + name + "'");
        }
        if (!dryRun) {
            ask(Trust.class, "packages engine", trust -> {
                if (revoke) {
                    trust.revoke(name);
                } else {
                    trust.trust(name);
                }
                return name;
            });
        }
        boolean trusted = ask(Trust.class, "packages engine", trust -> trust.trusted(name));
        out().println(
                        isJson()
                                ? Json.text(Map.of("name", name, "trusted", trusted))
                                : "Scripts of " + name + (trusted ? " may run." : " do not run."));
    }
}
