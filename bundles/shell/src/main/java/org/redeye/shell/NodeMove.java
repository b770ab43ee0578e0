package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Place;

/** {@code rem:node-move NAME PATH INTO} */
@Service
@Command(
        scope = "rem",
        name = "node-move",
        description = "Takes what stands at a path into another map or list of the same package: NAME PATH INTO")
public final class NodeMove extends NodeCommand {

    @Option(name = "--first", description = "Before all that is there; else behind it")
    private boolean first;

    @Override
    int mostFurther() {
        return 2;
    }

    @Override
    void run() throws Refusal {
        String from = word(0, "path");
        String into = word(1, "place to move it into");
        Edit move = ask(
                Packages.class,
                "packages engine",
                packages -> new Edit.Move(
                        steps(packages, name(), from),
                        steps(packages, name(), into),
                        first ? Place.first() : Place.last()));
        edit(List.of(move), from + " of " + name() + " is in " + into + ".");
    }
}
