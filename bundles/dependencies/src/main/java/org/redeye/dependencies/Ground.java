package org.redeye.dependencies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.alert.DependencyDeclaration;
import org.redeye.api.section.Changes;

/** What is declared to stand on what. Thread-safe; reading never waits. */
final class Ground {

    /** As many dependents are told. */
    private static final int MOST = 10_000;

    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    /** Keys by the ids of declarations. */
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> above = new ConcurrentHashMap<>();
    private final Standings standings;

    Ground(Standings standings) {
        this.standings = standings;
    }

    void apply(Changes<DependencyDeclaration> changes) {
        changes.removed().forEach(declaration -> remove(declaration.id()));
        changes.changed().forEach(this::add);
        changes.added().forEach(this::add);
    }

    private void add(DependencyDeclaration declaration) {
        remove(declaration.id());
        Node node = Node.of(declaration);
        Node sameName = nodes.get(node.key());
        if (sameName != null) { // packages are refused for it, unless sections of their own declare it
            remove(sameName.declaration().id());
        }
        nodes.put(node.key(), node);
        keys.put(declaration.id(), node.key());
        node.ways()
                .forEach(way -> way.forEach(name -> above.computeIfAbsent(name, none -> ConcurrentHashMap.newKeySet(4))
                        .add(node.key())));
        standings.speak(node);
    }

    private void remove(String id) {
        String key = keys.remove(id);
        Node node = key == null ? null : nodes.remove(key);
        if (node != null) {
            standings.silence(node);
            node.ways()
                    .forEach(way -> way.forEach(name -> above.computeIfPresent(name, (same, dependents) -> {
                        dependents.remove(node.key());
                        return dependents.isEmpty() ? null : dependents;
                    })));
        }
    }

    Optional<Node> find(String key) {
        return Optional.ofNullable(nodes.get(key));
    }

    Collection<Node> all() {
        return new TreeMap<>(nodes).values();
    }

    int size() {
        return nodes.size();
    }

    /** What stands on something, directly or not. */
    List<String> dependents(String key) {
        var found = new LinkedHashSet<String>();
        var next = new ArrayDeque<String>(List.of(key));
        while (!next.isEmpty()) {
            for (String dependent : new ArrayList<>(above.getOrDefault(next.remove(), Set.of()))) {
                if (found.size() == MOST) {
                    return List.copyOf(found);
                }
                if (!dependent.equals(key) && found.add(dependent)) {
                    next.add(dependent);
                }
            }
        }
        return found.stream().sorted().toList();
    }
}
