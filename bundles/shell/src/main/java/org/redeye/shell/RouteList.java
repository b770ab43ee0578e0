package org.redeye.shell;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.site.Route;
import org.redeye.api.site.Routes;

/** {@code rem:route-list} */
@Service
@Command(scope = "rem", name = "route-list", description = "Lists what packages serve over HTTP, and what became of it")
public final class RouteList extends RemCommand {

    @Override
    void run() throws Refusal {
        List<Route> routes = ask(Routes.class, "engine of sites", Routes::list);
        if (isJson()) {
            out().println(Json.text(Json.items(routes.stream().map(Json::route).toList())));
            return;
        }
        var table =
                table("No package serves anything", "Kind", "Address", "For", "Calls", "Errors", "Mean", "Declared");
        for (Route route : routes) {
            table.addRow()
                    .addContent(
                            route.kind().name().toLowerCase(Locale.ROOT),
                            Json.address(route),
                            route.audience().word(),
                            route.calls(),
                            route.errors(),
                            mean(route),
                            route.id());
        }
        print(table);
    }

    /** Milliseconds that a call takes. */
    private static String mean(Route route) {
        return route.calls() == 0
                ? "-"
                : Values.show(Math.rint(route.time().toNanos() / 1e5 / route.calls()) / 10) + "ms";
    }
}
