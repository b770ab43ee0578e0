package org.redeye.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;

/** What the commands share that show what a change of a package does. */
abstract class PlanCommand extends SubjectCommand {

    /** Asks the packages engine for a change. */
    final Plan plan(Function<Packages, Plan> change) throws Refusal {
        return ask(Packages.class, "packages engine", change);
    }

    /** A change that whoever runs the command makes. */
    static Change change(String why) {
        return Change.by(Caller.name()).because(why).as(Caller.role());
    }

    /** A package's text from a file; a relative name is meant from where the person is, which {@code bin/rem} tells. */
    final PackageFile read(String file, String name) throws Refusal {
        return PackageFile.read(file, name, variable("PWD"));
    }

    /**
     * Prints what changes, or for whose approval the change waits.
     *
     * @param sentence said before the numbers, such as {@code "lan is valid. Applying it would"}
     */
    final void print(Plan plan, String sentence) {
        if (isJson()) {
            out().println(Json.text(Json.plan(plan)));
            return;
        }
        if (!plan.pending().isEmpty()) {
            plan.warnings().forEach(out()::println);
            return;
        }
        out().println(sentence + " add " + plan.added().size() + ", change "
                + plan.changed().size() + " and remove " + plan.removed().size() + ".");
        var changes = new LinkedHashMap<String, List<String>>();
        changes.put("add", plan.added());
        changes.put("change", plan.changed());
        changes.put("remove", plan.removed());
        var table = table("", "Change", "Declaration");
        changes.forEach((change, ids) -> ids.forEach(id -> table.addRow().addContent(change, id)));
        if (changes.values().stream().anyMatch(ids -> !ids.isEmpty())) {
            print(table);
        }
        plan.warnings().forEach(warning -> out().println("Warning: " + warning));
    }
}
