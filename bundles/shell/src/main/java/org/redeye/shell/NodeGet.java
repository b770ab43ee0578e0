package org.redeye.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Spot;

/** {@code rem:node-get NAME PATH} */
@Service
@Command(scope = "rem", name = "node-get", description = "Shows what stands at a path of a package's text: NAME PATH")
public final class NodeGet extends NodeCommand {

    @Override
    int mostFurther() {
        return 1;
    }

    @Override
    void run() throws Refusal {
        String path = word(0, "path");
        Spot spot = ask(
                Packages.class, "packages engine", packages -> spot(packages, name(), steps(packages, name(), path)));
        if (isJson()) {
            out().println(Json.text(json(spot)));
        } else {
            out().print(spot.yaml().endsWith("\n") ? spot.yaml() : spot.yaml() + "\n");
        }
    }
}
