package org.redeye.section.hosts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** Finds the hosts that one stands on, and says when they are not there or stand on each other in a circle. */
final class Parents {

    /** So many hosts above one are looked at; a longer circle is found by the engine of dependencies. */
    private static final int MOST = 1_000;

    private static final String FIELD = "parents";
    private static final String PACKAGE = "[a-z][a-z0-9_-]{0,63}";

    private final Item item;
    private final CompileContext context;

    Parents(Item item, CompileContext context) {
        this.item = item;
        this.context = context;
    }

    /** Each as package/name. */
    List<String> find() {
        var found = new LinkedHashSet<String>();
        for (String text : written(item)) {
            Optional<Item> own = own(text);
            if (own.isPresent()) {
                found.add(item.packageName() + "/" + own.get().text("name"));
            } else if (isElsewhere(text)) {
                found.add(text);
            } else {
                context.problem(
                        item,
                        FIELD,
                        "There is no host '" + text
                                + "' in this package; a parent is named as name, group/name or package/name.",
                        nearest(text));
            }
        }
        circle();
        return List.copyOf(found);
    }

    /** A host of this package. */
    private Optional<Item> own(String text) {
        int slash = text.indexOf('/');
        String before = slash < 0 ? "" : text.substring(0, slash);
        String name = text.substring(slash + 1);
        Optional<Item> named = context.first("hosts", "name", name);
        if (slash < 0 || before.equals(item.packageName())) {
            return named;
        }
        return named.filter(host -> path(host).equals(text)).or(() -> context.items("hosts").stream()
                .filter(host -> path(host).equals(text))
                .findFirst());
    }

    /** Whether it names another package: none of the groups here is called so. */
    private boolean isElsewhere(String text) {
        int slash = text.indexOf('/');
        String before = slash < 0 ? "" : text.substring(0, slash);
        return before.matches(PACKAGE)
                && !before.equals(item.packageName())
                && context.items("hosts").stream()
                        .noneMatch(host -> host.path().get(0).equals(before));
    }

    private String nearest(String text) {
        var candidates = new ArrayList<String>();
        for (Item host : context.items("hosts")) {
            candidates.add(text.indexOf('/') < 0 ? host.text("name") : path(host));
        }
        return Nearest.to(text, candidates);
    }

    /** Says so if it stands on itself, once for each circle: at the host that comes first by its path. */
    private void circle() {
        Map<String, Item> cameFrom = new HashMap<>();
        var next = new ArrayDeque<Item>(List.of(item));
        while (!next.isEmpty() && cameFrom.size() < MOST) {
            Item host = next.remove();
            for (String text : written(host)) {
                Optional<Item> parent = own(text);
                if (parent.isPresent() && path(parent.get()).equals(path(item))) {
                    tell(way(cameFrom, host));
                    return;
                }
                parent.filter(above -> cameFrom.putIfAbsent(path(above), host) == null)
                        .ifPresent(next::add);
            }
        }
    }

    /** From the item up to a host. */
    private List<Item> way(Map<String, Item> cameFrom, Item to) {
        var way = new ArrayDeque<Item>();
        for (Item host = to; !path(host).equals(path(item)); host = cameFrom.get(path(host))) {
            way.addFirst(host);
        }
        way.addFirst(item);
        return List.copyOf(way);
    }

    private void tell(List<Item> circle) {
        boolean first = circle.stream()
                .min(Comparator.comparing(Parents::path))
                .map(Parents::path)
                .filter(path(item)::equals)
                .isPresent();
        if (first) {
            var names = new ArrayList<>(
                    circle.stream().map(host -> host.text("name")).toList());
            names.add(item.text("name"));
            context.problem(
                    item,
                    FIELD,
                    "Hosts cannot stand on each other in a circle: " + String.join(" → ", names) + ".",
                    "");
        }
    }

    private static List<String> written(Item host) {
        List<?> parents = host.value(FIELD, List.class, List.of());
        return parents.stream().map(Object::toString).toList();
    }

    private static String path(Item host) {
        return String.join("/", host.path());
    }
}
