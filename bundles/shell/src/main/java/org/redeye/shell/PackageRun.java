package org.redeye.shell;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.Run.State;
import org.redeye.api.packages.Run.Step;
import org.redeye.api.packages.Runs;

/** {@code rem:package-run NAME SECTION} */
@Service
@Command(
        scope = "rem",
        name = "package-run",
        description = "Performs a section of a package step by step, in the order of the document: NAME SECTION")
public final class PackageRun extends SubjectCommand {

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Option(name = "--dry-run", description = "Only show what would be called with which data")
    private boolean dryRun;

    @Override
    int mostFurther() {
        return 1;
    }

    @Override
    void run() throws Refusal {
        if (further().isEmpty()) {
            throw new Refusal("which section? 'package-list' shows those of " + name);
        }
        String section = further().get(0);
        Run run = ask(Runs.class, "packages engine", runs -> runs.run(name, section, dryRun, Caller.name()));
        if (isJson()) {
            out().println(Json.text(Json.sectionRun(run)));
        } else {
            var table = table("There is nothing in " + section, "Step", "State", "Program", dryRun ? "Data" : "Result");
            add(table, run.steps(), "");
            print(table);
        }
        if (!run.ok()) {
            throw new Refusal(
                    dryRun ? "not every step could be called" : "the run ended with the first step that failed");
        }
    }

    private void add(ShellTable table, List<Step> steps, String indent) {
        for (Step step : steps) {
            String said = !step.message().isEmpty() ? step.message() : dryRun ? step.input() : step.output();
            table.addRow()
                    .addContent(
                            indent + step.name(),
                            step.state() == State.GROUP
                                    ? ""
                                    : step.state().name().toLowerCase(Locale.ROOT),
                            step.program(),
                            said);
            add(table, step.steps(), indent + "  ");
        }
    }
}
