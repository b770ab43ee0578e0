package org.redeye.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rem:package-validate FILE} */
@Service
@Command(
        scope = "rem",
        name = "package-validate",
        description = "Says what is wrong with a package's file, or what it would change; changes nothing")
public final class PackageValidate extends PlanCommand {
    @Argument(name = "FILE", description = "A YAML file on the machine that REM runs on", required = true)
    @Completion(FilesCompleter.class)
    private String file = "";

    @Option(name = "--name", description = "The package's name, if it is not that of the file")
    private String name = "";

    @Override
    void run() throws Refusal {
        PackageFile read = read(file, name);
        print(plan(packages -> packages.plan(read.name(), read.text())), read.name() + " is valid. Applying it would");
    }
}
