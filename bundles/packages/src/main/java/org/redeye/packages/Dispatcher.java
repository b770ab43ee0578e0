package org.redeye.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.redeye.api.packages.Plan;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Reconciler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the differences between declarations to the reconcilers. Changes are guarded by the engine's lock. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Map<Class<?>, List<Reconciler<?>>> reconcilers = new ConcurrentHashMap<>();

    /** Takes in a reconciler, which first gets all there is. */
    void add(Reconciler<?> reconciler, Collection<Declaration> all) {
        reconcilers
                .computeIfAbsent(reconciler.type(), type -> new CopyOnWriteArrayList<>())
                .add(reconciler);
        List<Declaration> mine = all.stream()
                .filter(declaration -> declaration.getClass() == reconciler.type())
                .toList();
        apply(reconciler, mine, List.of(), List.of());
    }

    void remove(Reconciler<?> reconciler) {
        reconcilers.values().forEach(list -> list.remove(reconciler));
    }

    /** Whether somebody makes this declaration real. */
    boolean handles(Declaration declaration) {
        return !reconcilers.getOrDefault(declaration.getClass(), List.of()).isEmpty();
    }

    /** The difference between two states of one package, by id. */
    static Plan plan(
            String name, Map<Compiled.Key, Declaration> before, Map<Compiled.Key, Declaration> after, String etag) {
        var added = new ArrayList<String>();
        var changed = new ArrayList<String>();
        after.forEach((key, declaration) -> {
            Declaration old = before.get(key);
            if (old == null) {
                added.add(key.id());
            } else if (!old.equals(declaration)) {
                changed.add(key.id());
            }
        });
        List<String> removed = before.keySet().stream()
                .filter(key -> !after.containsKey(key))
                .map(Compiled.Key::id)
                .toList();
        return new Plan(name, added, changed, removed, etag);
    }

    /** Makes the difference real. */
    void apply(Map<Compiled.Key, Declaration> before, Map<Compiled.Key, Declaration> after) {
        reconcilers.forEach((type, list) -> {
            var added = new ArrayList<Declaration>();
            var changed = new ArrayList<Declaration>();
            var removed = new ArrayList<Declaration>();
            after.forEach((key, declaration) -> {
                Declaration old = before.get(key);
                if (key.type() == type && old == null) {
                    added.add(declaration);
                } else if (key.type() == type && !declaration.equals(old)) {
                    changed.add(declaration);
                }
            });
            before.forEach((key, declaration) -> {
                if (key.type() == type && !after.containsKey(key)) {
                    removed.add(declaration);
                }
            });
            list.forEach(reconciler -> apply(reconciler, added, changed, removed));
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the lists hold declarations of the reconciler's own type
    private static void apply(Reconciler reconciler, List added, List changed, List removed) {
        if (added.isEmpty() && changed.isEmpty() && removed.isEmpty()) {
            return;
        }
        try {
            reconciler.apply(new Changes(added, changed, removed));
        } catch (RuntimeException e) {
            LOG.error(
                    "{} failed to take over {} added, {} changed, {} removed declarations",
                    reconciler.getClass().getName(),
                    added.size(),
                    changed.size(),
                    removed.size(),
                    e);
        }
    }
}
