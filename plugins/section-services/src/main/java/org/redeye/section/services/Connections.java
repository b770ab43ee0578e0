package org.redeye.section.services;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** Finds the services that one stands on, and says when they are not there or stand on each other in a circle. */
final class Connections {

    /** So many services are looked at; a longer circle is found by the engine of dependencies. */
    private static final int MOST = 1_000;

    private static final String PACKAGE = "[a-z][a-z0-9_-]{0,63}";

    private final Item item;
    private final CompileContext context;

    Connections(Item item, CompileContext context) {
        this.item = item;
        this.context = context;
    }

    /** All of its connections, with each of the alternatives; each service as package/name. */
    List<List<String>> ways() {
        Collection<String> all = resolve("connections");
        Collection<String> alternatives = resolve("any of");
        circle();
        if (alternatives.isEmpty()) {
            return all.isEmpty() ? List.of() : List.of(List.copyOf(all));
        }
        return alternatives.stream()
                .map(one -> {
                    var way = new ArrayList<>(all);
                    way.add(one);
                    return List.copyOf(way);
                })
                .toList();
    }

    private Set<String> resolve(String field) {
        var found = new LinkedHashSet<String>();
        for (String text : texts(item, field)) {
            Optional<Item> own = own(text);
            if (own.isPresent()) {
                found.add(item.packageName() + "/" + own.get().text("name"));
                checkInterface(field, own.get(), text);
            } else if (text.matches(PACKAGE + "/[^/]+") && !text.startsWith(item.packageName() + "/")) {
                found.add(text);
            } else {
                context.problem(
                        item,
                        field,
                        "There is no service '" + text
                                + "' in this package; a service is named as name, name/interface or package/name.",
                        Nearest.to(text, names()));
            }
        }
        return found;
    }

    /** A service of this package: the name before the slash, if there is one. */
    private Optional<Item> own(String text) {
        int slash = text.indexOf('/');
        return context.first("services", "name", slash < 0 ? text : text.substring(0, slash));
    }

    private void checkInterface(String field, Item service, String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return;
        }
        String wanted = text.substring(slash + 1);
        Map<?, ?> offers = service.value("interfaces", Map.class, Map.of());
        var offered = new TreeSet<String>();
        offers.keySet().forEach(name -> offered.add(name.toString()));
        if (!offered.contains(wanted)) {
            context.problem(
                    item,
                    field,
                    "The service '" + service.text("name") + "' offers no interface '" + wanted + "'; "
                            + (offered.isEmpty() ? "it has none." : "possible are " + String.join(", ", offered) + "."),
                    Nearest.to(wanted, offered));
        }
    }

    private List<String> names() {
        return context.items("services").stream()
                .map(service -> service.text("name"))
                .toList();
    }

    /** Says so if it stands on itself, once for each circle: at the service that comes first by its path. */
    private void circle() {
        Map<String, Item> cameFrom = new HashMap<>();
        var next = new ArrayDeque<Item>(List.of(item));
        while (!next.isEmpty() && cameFrom.size() < MOST) {
            Item service = next.remove();
            for (String field : List.of("connections", "any of")) {
                for (String text : texts(service, field)) {
                    Optional<Item> below = own(text);
                    if (below.isPresent() && below.get().path().equals(item.path())) {
                        tell(way(cameFrom, service));
                        return;
                    }
                    below.filter(one -> cameFrom.putIfAbsent(one.id(), service) == null)
                            .ifPresent(next::add);
                }
            }
        }
    }

    private List<Item> way(Map<String, Item> cameFrom, Item to) {
        var way = new ArrayDeque<Item>();
        for (Item service = to; !service.path().equals(item.path()); service = cameFrom.get(service.id())) {
            way.addFirst(service);
        }
        way.addFirst(item);
        return List.copyOf(way);
    }

    private void tell(List<Item> circle) {
        boolean first = circle.stream()
                .min(Comparator.comparing(Item::id))
                .filter(least -> least.path().equals(item.path()))
                .isPresent();
        if (first) {
            var names = new ArrayList<>(
                    circle.stream().map(service -> service.text("name")).toList());
            names.add(item.text("name"));
            String field =
                    texts(item, "connections").stream().anyMatch(text -> leads(text, names)) ? "connections" : "any of";
            context.problem(
                    item,
                    field,
                    "Services cannot stand on each other in a circle: " + String.join(" → ", names) + ".",
                    "");
        }
    }

    /** Whether a connection leads to the second one of a circle. */
    private boolean leads(String text, List<String> names) {
        return own(text)
                .filter(service -> service.text("name").equals(names.get(1)))
                .isPresent();
    }

    static List<String> texts(Item item, String field) {
        List<?> texts = item.value(field, List.class, List.of());
        return texts.stream().map(Object::toString).toList();
    }
}
