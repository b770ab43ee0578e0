package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Packages;

/** {@code rem:node-remove NAME PATH} */
@Service
@Command(
        scope = "rem",
        name = "node-remove",
        description = "Takes away what stands at a path of a package's text, with its comments: NAME PATH")
public final class NodeRemove extends NodeCommand {

    @Override
    int mostFurther() {
        return 1;
    }

    @Override
    void run() throws Refusal {
        String path = word(0, "path");
        List<Object> steps = ask(Packages.class, "packages engine", packages -> steps(packages, name(), path));
        edit(List.of(new Edit.Remove(steps)), path + " of " + name() + " is removed.");
    }
}
