package org.redeye.maintenance;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.MaintenanceDeclaration;
import org.redeye.api.alert.Window;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.redeye.api.state.StateStore;

/** The engine of maintenance as a service. What is asked for about now is reckoned once for a day ahead. */
@Component(service = {Maintenance.class, Reconciler.class, Meters.class})
public final class MaintenanceEngine implements Maintenance, Reconciler<MaintenanceDeclaration>, Meters {

    /** As many windows are told. */
    static final int MOST = 10_000;

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_TITLE = 200;
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration BACK = Duration.ofHours(1);
    private static final Comparator<Window> ORDER =
            Comparator.comparing(Window::from).thenComparing(Window::id);

    /** What was reckoned for a stretch of time. */
    private record Reckoned(Instant from, Instant to, List<Window> windows) {}

    private final Clock clock;
    private final Events events;
    private final Opened opened = new Opened();
    private final Map<String, MaintenanceDeclaration> declared = new ConcurrentSkipListMap<>();
    private volatile Reckoned near = new Reckoned(Instant.EPOCH, Instant.EPOCH, List.of());

    /** Begins with nothing declared. */
    @Activate
    public MaintenanceEngine(@Reference Events events) {
        this(events, Clock.systemUTC());
    }

    MaintenanceEngine(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** A store for what is opened; while there is none, nothing can be opened or closed. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindStore(StateStore store) {
        opened.attach(store);
        forget();
    }

    /** The store goes away. */
    void unbindStore(StateStore store) {
        opened.detach(store);
    }

    @Override
    public Class<MaintenanceDeclaration> type() {
        return MaintenanceDeclaration.class;
    }

    @Override
    public void apply(Changes<MaintenanceDeclaration> changes) {
        changes.removed().forEach(declaration -> declared.remove(declaration.id()));
        changes.changed().forEach(declaration -> declared.put(declaration.id(), declaration));
        changes.added().forEach(declaration -> declared.put(declaration.id(), declaration));
        forget();
        if (!changes.isEmpty()) {
            events.publish("maintenance", Map.of("kind", "declared"));
        }
    }

    @Override
    public List<Window> windows(Instant from, Instant to) {
        Reckoned known = near;
        if (!from.isBefore(known.from()) && !to.isAfter(known.to())) {
            return touching(known.windows(), from, to);
        }
        Instant now = clock.instant();
        if (from.isBefore(now.minus(BACK)) || to.isAfter(now.plus(AHEAD))) {
            return reckon(from, to);
        }
        var fresh = new Reckoned(now.minus(BACK), now.plus(AHEAD), List.of());
        fresh = new Reckoned(fresh.from(), fresh.to(), reckon(fresh.from(), fresh.to()));
        if (near == known) { // else something has changed meanwhile
            near = fresh;
        }
        return touching(fresh.windows(), from, to);
    }

    private List<Window> reckon(Instant from, Instant to) {
        var found = new ArrayList<>(touching(opened.all(), from, to));
        for (MaintenanceDeclaration declaration : declared.values()) {
            found.addAll(new Occurrences(declaration).in(from, to, MOST));
        }
        return found.stream().sorted(ORDER).limit(MOST).toList();
    }

    private static List<Window> touching(List<Window> windows, Instant from, Instant to) {
        return windows.stream()
                .filter(window -> window.until().isAfter(from) && window.from().isBefore(to))
                .toList();
    }

    @Override
    public Window open(Window window) {
        Instant now = clock.instant();
        check(
                !window.title().isBlank() && window.title().length() <= LONGEST_TITLE,
                "A title has 1 to 200 characters.");
        check(!window.by().isBlank(), "Somebody has to open it: 'by' is empty.");
        check(window.until().isAfter(now), "It would be over already: the end " + window.until() + " is past.");
        check(window.until().isAfter(window.from()), "It would end before it begins.");
        check(
                Duration.between(window.from(), window.until()).compareTo(LONGEST) <= 0,
                "It would last longer than 366 days.");
        Window added = opened.add(window, now);
        forget();
        tell("opened", added, added.by());
        return added;
    }

    @Override
    public void close(String id, String by) {
        check(!declared.containsKey(id), "The window '" + id + "' is declared by a package; change it there.");
        Window window = opened.find(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no window of maintenance '" + id + "'."));
        Instant now = clock.instant();
        check(window.until().isAfter(now), "The window '" + id + "' has ended already, at " + window.until() + ".");
        var closed = new Window(id, window.title(), window.match(), window.by(), window.from(), now);
        if (window.from().isBefore(now)) {
            opened.put(closed);
        } else {
            opened.remove(id);
        }
        forget();
        tell("closed", closed, by);
    }

    private void tell(String kind, Window window, String by) {
        events.publish(
                "maintenance",
                Map.of(
                        "kind",
                        kind,
                        "id",
                        window.id(),
                        "title",
                        window.title(),
                        "by",
                        by,
                        "from",
                        window.from().toEpochMilli(),
                        "until",
                        window.until().toEpochMilli()));
    }

    private void forget() {
        near = new Reckoned(Instant.EPOCH, Instant.EPOCH, List.of());
    }

    private static void check(boolean well, String message) {
        if (!well) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public List<Meter> read() {
        Instant now = clock.instant();
        return List.of(
                Meter.gauge("maintenance_declared", "Windows of maintenance that packages declare", declared.size()),
                Meter.gauge(
                        "maintenance_in_force",
                        "Windows of maintenance in force now",
                        windows(now, now.plusMillis(1)).size()));
    }
}
