package org.redeye.oncall;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.event.Events;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Share;
import org.redeye.api.oncall.Shift;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Reconciler;

/** Takes over what packages declare and answers from it. Thread-safe: a question sees one whole {@link Plan}. */
@Component(service = {OnCall.class, Meters.class})
public final class OnCallEngine implements OnCall, Meters {

    private final Declared<PersonDeclaration> people = new Declared<>(PersonDeclaration.class);
    private final Declared<RoleDeclaration> roles = new Declared<>(RoleDeclaration.class);
    private final Declared<ScheduleDeclaration> schedules = new Declared<>(ScheduleDeclaration.class);
    private final Declared<OverrideDeclaration> overrides = new Declared<>(OverrideDeclaration.class);
    private final Events events;
    private final Clock clock;
    private final List<ServiceRegistration<?>> registrations;
    private volatile Plan plan = new Plan(List.of(), List.of(), List.of(), List.of());

    /**
     * @param context where the reconcilers are registered
     * @param events told of each change
     */
    @Activate
    public OnCallEngine(BundleContext context, @Reference Events events) {
        this.events = events;
        this.clock = Clock.systemUTC();
        registrations = reconcilers()
                .<ServiceRegistration<?>>map(reconciler -> context.registerService(Reconciler.class, reconciler, null))
                .toList();
    }

    /** Without a framework: a test hands declarations over by itself. */
    OnCallEngine(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
        registrations = List.of();
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    /** What takes over the declarations of each type. */
    Stream<Reconciler<?>> reconcilers() {
        return Stream.of(people, roles, schedules, overrides);
    }

    @Override
    public List<PersonDeclaration> people() {
        return plan.people();
    }

    @Override
    public Optional<PersonDeclaration> person(String name) {
        return plan.person(name);
    }

    @Override
    public List<RoleDeclaration> roles() {
        return plan.roles();
    }

    @Override
    public Optional<RoleDeclaration> role(String name) {
        return plan.role(name);
    }

    @Override
    public List<ScheduleDeclaration> schedules() {
        return plan.schedules();
    }

    @Override
    public Optional<Holding> holder(String role, Instant at) {
        return plan.holder(role, at);
    }

    @Override
    public List<Shift> shifts(String schedule, Instant from, Instant to) {
        return plan.shifts(schedule, from, to);
    }

    @Override
    public List<Share> shares(String schedule, Instant from, Instant to) {
        return plan.shares(schedule, from, to);
    }

    @Override
    public List<Finding> findings(Instant from, Instant to) {
        return plan.findings(from, to);
    }

    @Override
    public List<Meter> read() {
        Plan now = plan;
        Instant at = clock.instant();
        long empty = now.roles().stream()
                .filter(role -> now.holder(role.packageName() + "/" + role.name(), at)
                        .filter(holding -> !holding.people().isEmpty())
                        .isEmpty())
                .count();
        return List.of(
                Meter.gauge(
                        "oncall_people",
                        "People who may be called",
                        now.people().size()),
                Meter.gauge(
                        "oncall_roles",
                        "Roles that alerts may go to",
                        now.roles().size()),
                Meter.gauge("oncall_roles_without_holder", "Roles that nobody holds now", empty));
    }

    private synchronized void rebuild() {
        plan = new Plan(people.all(), roles.all(), schedules.all(), overrides.all());
        events.publish(
                "oncall",
                Map.of(
                        "people", plan.people().size(),
                        "roles", plan.roles().size(),
                        "schedules", plan.schedules().size()));
    }

    /** The declarations of one type. */
    private final class Declared<D extends Declaration> implements Reconciler<D> {
        private final Class<D> type;
        private volatile Map<String, D> byId = Map.of();

        Declared(Class<D> type) {
            this.type = type;
        }

        Collection<D> all() {
            return byId.values();
        }

        @Override
        public Class<D> type() {
            return type;
        }

        @Override
        public void apply(Changes<D> changes) {
            synchronized (OnCallEngine.this) {
                var now = new TreeMap<>(byId);
                changes.removed().forEach(gone -> now.remove(gone.id()));
                changes.added().forEach(declaration -> now.put(declaration.id(), declaration));
                changes.changed().forEach(declaration -> now.put(declaration.id(), declaration));
                byId = now;
                rebuild();
            }
        }
    }
}
