package org.redeye.section.checks;

import java.util.ArrayList;
import java.util.List;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;
import org.redeye.api.text.Glob;

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
        List<Glob> wanted = wanted();
        var found = new ArrayList<Target>();
        for (Item host : hosts) {
            String path = String.join("/", host.path());
            boolean named = wanted.stream().anyMatch(glob -> glob.matches(path));
            boolean asks = host.value("checks", List.class, List.of()).contains(String.join("/", item.path()));
            if (named || asks) {
                found.add(Target.of(host));
            }
        }
        List<String> paths =
                hosts.stream().map(host -> String.join("/", host.path())).toList();
        for (Glob glob : wanted) {
            if (glob.isExact() && !paths.contains(glob.pattern())) {
                context.problem(
                        item,
                        "hosts",
                        "There is no host '" + glob.pattern() + "' in this package; a host is named as group/name.",
                        Nearest.to(glob.pattern(), paths));
            }
        }
        // a check that is for hosts of which there are none (yet) waits for them
        boolean free = wanted.isEmpty() && found.isEmpty();
        return free ? List.of(Target.NONE) : found;
    }

    private List<Glob> wanted() {
        List<?> patterns = item.value("hosts", List.class, List.of());
        return patterns.stream().map(pattern -> new Glob(pattern.toString())).toList();
    }
}
