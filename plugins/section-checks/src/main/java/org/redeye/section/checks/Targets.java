package org.redeye.section.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** Finds the hosts an item is for: those its {@code hosts} match, and those whose {@code checks} name it. */
final class Targets {

    private final Item item;
    private final CompileContext context;

    Targets(Item item, CompileContext context) {
        this.item = item;
        this.context = context;
    }

    /** One target a host; one without a host if neither side names the other. */
    List<Target> find() {
        List<Item> hosts = context.items("hosts");
        List<?> wanted = item.value("hosts", List.class, List.of());
        var found = new ArrayList<Target>();
        for (Item host : hosts) {
            String path = String.join("/", host.path());
            boolean named = wanted.stream().anyMatch(glob -> matches(glob.toString(), path));
            boolean asks = host.value("checks", List.class, List.of()).contains(String.join("/", item.path()));
            if (named || asks) {
                found.add(Target.of(host));
            }
        }
        List<String> paths =
                hosts.stream().map(host -> String.join("/", host.path())).toList();
        for (Object glob : wanted) {
            boolean exact = glob.toString().indexOf('*') < 0;
            if (exact && !paths.contains(glob.toString())) {
                context.problem(
                        item,
                        "hosts",
                        "There is no host '" + glob + "' in this package; a host is named as group/name.",
                        Nearest.to(glob.toString(), paths));
            }
        }
        // a check that is for hosts of which there are none (yet) waits for them
        boolean free = wanted.isEmpty() && found.isEmpty();
        return free ? List.of(Target.NONE) : found;
    }

    private static boolean matches(String glob, String path) {
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q");
        return path.matches(regex);
    }
}
