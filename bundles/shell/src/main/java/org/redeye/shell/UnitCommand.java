package org.redeye.shell;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.packages.Units;

/** What the commands share that work on packages with their files. */
abstract class UnitCommand extends PlanCommand {

    /** Asks the engine of units. */
    final <R> R units(Function<Units, R> question) throws Refusal {
        return ask(Units.class, "engine of units", question);
    }

    /** A path on the machine that REM runs on; a relative one is meant from where the person is. */
    final Path path(String given) {
        return Path.of(variable("PWD")).resolve(given).toAbsolutePath().normalize();
    }

    /** A folder, archive, bundle or YAML file. */
    final UnitSource source(String given) {
        return new UnitSource.Place(path(given));
    }

    /**
     * Prints what installing does.
     *
     * @param would as in {@code "would"} or {@code "did"}
     */
    final void printUnit(UnitPlan unit, String would) {
        if (isJson()) {
            out().println(Json.text(Json.unitPlan(unit)));
            return;
        }
        String version = unit.before().isEmpty() ? unit.version() : unit.before() + " → " + unit.version();
        out().println(unit.name() + " " + version + ", "
                + (unit.signedBy().isEmpty() ? "unsigned" : "signed by " + unit.signedBy()));
        print(unit.plan(), "Installing it " + would);
        var files = new LinkedHashMap<String, List<String>>();
        files.put("add", unit.plan().files().added());
        files.put("change", unit.plan().files().changed());
        files.put("remove", unit.plan().files().removed());
        var table = table("", "Change", "File");
        files.forEach((change, paths) -> paths.forEach(file -> table.addRow().addContent(change, file)));
        if (unit.plan().files().count() > 0) {
            print(table);
        } else {
            out().println("All files are there already, byte by byte.");
        }
    }
}
