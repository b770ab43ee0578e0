package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Place;

/** {@code rem:node-set NAME PATH VALUE} */
@Service
@Command(
        scope = "rem",
        name = "node-set",
        description = "Says something else at a path of a package's text, or something new: NAME PATH VALUE")
public final class NodeSet extends NodeCommand {

    @Override
    int mostFurther() {
        return 2;
    }

    @Override
    void run() throws Refusal {
        String path = word(0, "path");
        String value = word(1, "value");
        Edit edit = ask(Packages.class, "packages engine", packages -> edit(packages, path, value));
        edit(List.of(edit), path + " of " + name() + " is " + value + ".");
    }

    private Edit edit(Packages packages, String path, String value) {
        List<Object> steps = steps(packages, name(), path);
        if (path.equals("-") || path.endsWith("/-")) { // behind the last of a list, as in JSON Pointer
            return new Edit.InsertItem(steps.subList(0, steps.size() - 1), value, Place.last());
        }
        boolean there = packages.draft(name(), text(packages, name()), List.of(), steps)
                .spot()
                .isPresent();
        int last = steps.size() - 1;
        return there
                ? new Edit.Set(steps, value)
                : new Edit.InsertEntry(steps.subList(0, last), String.valueOf(steps.get(last)), value, Place.last());
    }
}
