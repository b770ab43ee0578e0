package org.redeye.alerts;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.RouteDeclaration;
import org.redeye.api.section.Changes;

/** Where conditions go: their own role, else that of the first route that fits. Thread-safe. */
final class Routes {

    private static final Comparator<RouteDeclaration> ORDER =
            Comparator.comparingInt(RouteDeclaration::order).thenComparing(RouteDeclaration::id);

    private final Map<String, RouteDeclaration> routes = new TreeMap<>();
    private volatile List<RouteDeclaration> ordered = List.of();

    synchronized void apply(Changes<RouteDeclaration> changes) {
        changes.removed().forEach(route -> routes.remove(route.id()));
        put(changes.added());
        put(changes.changed());
        ordered = routes.values().stream().sorted(ORDER).toList();
    }

    private void put(Collection<RouteDeclaration> some) {
        some.forEach(route -> routes.put(route.id(), route));
    }

    Optional<World.Routed> find(Condition condition) {
        if (!condition.role().isEmpty()) {
            return Optional.of(new World.Routed(condition.role(), "as " + condition.source() + " says"));
        }
        return ordered.stream()
                .filter(route -> route.match().fits(condition))
                .findFirst()
                .map(route -> new World.Routed(route.role(), "by the route " + route.id()));
    }
}
