package org.redeye.dependencies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what is odd about all that is declared: circles over several packages, names that nobody has. */
final class Survey {

    /** As many sentences are told. */
    private static final int MOST = 100;

    private final Ground ground;
    private final Standings standings;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Boolean> done = new HashMap<>();

    Survey(Ground ground, Standings standings) {
        this.ground = ground;
        this.standings = standings;
    }

    /** Things that stand on each other in a circle, a sentence each. */
    List<String> circles() {
        ground.all().forEach(this::follow);
        return List.copyOf(findings);
    }

    /** Names that something stands on but that no host with a check and no service has, a sentence each. */
    List<String> strangers() {
        var strangers = new ArrayList<String>();
        for (Node node : ground.all()) {
            node.ways().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .filter(name -> ground.find(name).isEmpty()
                            && standings.of(name, true).isEmpty())
                    .filter(name -> strangers.size() < MOST)
                    .forEach(name -> strangers.add(node.key() + " stands on " + name
                            + ", but there is no service of this name and no host with a check; it counts as up."));
        }
        return strangers;
    }

    /** Depth first, with a stack of its own: chains may be long. */
    private void follow(Node start) {
        var way = new LinkedHashMap<String, Iterator<String>>();
        var order = new ArrayDeque<String>();
        enter(start.key(), way, order);
        while (!order.isEmpty() && findings.size() < MOST) {
            Iterator<String> next =
                    way.getOrDefault(order.getLast(), List.<String>of().iterator());
            if (!next.hasNext()) {
                String left = order.removeLast();
                way.remove(left);
                done.put(left, true);
                continue;
            }
            String name = next.next();
            if (way.containsKey(name)) {
                tell(new ArrayList<>(order), name);
            } else {
                enter(name, way, order);
            }
        }
    }

    private void enter(String key, Map<String, Iterator<String>> way, ArrayDeque<String> order) {
        if (done.containsKey(key)) {
            return;
        }
        List<String> names = ground.find(key).map(Node::ways).orElse(List.of()).stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
        way.put(key, names.iterator());
        order.addLast(key);
    }

    private void tell(List<String> order, String back) {
        List<String> circle = new ArrayList<>(order.subList(order.indexOf(back), order.size()));
        circle.add(back);
        findings.add("These stand on each other in a circle: " + String.join(" → ", circle)
                + "; none of them is blamed for another of them. One has to stand on something else.");
    }
}
