package org.redeye.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rem:package-plan FILE|FOLDER} */
@Service
@Command(
        scope = "rem",
        name = "package-plan",
        description = "Says what installing a package with its files would change; changes nothing")
public final class PackagePlan extends UnitCommand {

    @Argument(
            name = "FILE",
            description = "A folder, a .zip, a bundle or a YAML file on the machine that REM runs on",
            required = true)
    @Completion(FilesCompleter.class)
    private String file = "";

    @Override
    void run() throws Refusal {
        printUnit(units(units -> units.plan(source(file))), "would");
    }
}
