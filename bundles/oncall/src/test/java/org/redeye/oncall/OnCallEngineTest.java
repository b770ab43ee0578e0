package org.redeye.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.oncall.Declare.PRAGUE;
import static org.redeye.oncall.Declare.at;
import static org.redeye.oncall.Declare.layer;
import static org.redeye.oncall.Declare.override;
import static org.redeye.oncall.Declare.people;
import static org.redeye.oncall.Declare.role;
import static org.redeye.oncall.Declare.schedule;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;
import org.redeye.api.platform.Meter;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Reconciler;
import org.redeye.testkit.FakeEvents;

/** What packages declare is in force from the moment on at which it is taken over. */
class OnCallEngineTest {

    private final FakeEvents events = new FakeEvents();
    private final OnCallEngine engine = new OnCallEngine(events, Clock.fixed(at("2026-01-06T12:00"), ZoneOffset.UTC));

    @SuppressWarnings("unchecked")
    private <D extends Declaration> void apply(Class<D> type, List<D> added, List<D> changed, List<D> removed) {
        engine.reconcilers()
                .filter(reconciler -> reconciler.type().equals(type))
                .map(reconciler -> (Reconciler<D>) reconciler)
                .forEach(reconciler -> reconciler.apply(new Changes<>(added, changed, removed)));
    }

    private List<String> holders() {
        return engine.holder("dba", at("2026-01-06T12:00")).orElseThrow().people().stream()
                .map(PersonDeclaration::name)
                .toList();
    }

    private Map<String, Double> meters() {
        return engine.read().stream().collect(java.util.stream.Collectors.toMap(Meter::name, Meter::value));
    }

    @Test
    void takesOverWhatIsAddedChangedAndRemoved() {
        assertThat(engine.roles()).isEmpty();
        apply(RoleDeclaration.class, List.of(role("dba", "week", List.of())), List.of(), List.of());
        assertThat(meters()).containsEntry("oncall_roles", 1.0).containsEntry("oncall_roles_without_holder", 1.0);

        apply(PersonDeclaration.class, people("ann", "bob"), List.of(), List.of());
        var week = schedule("week", PRAGUE, layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann"));
        apply(ScheduleDeclaration.class, List.of(week), List.of(), List.of());
        assertThat(holders()).containsExactly("ann");
        assertThat(meters()).containsEntry("oncall_people", 2.0).containsEntry("oncall_roles_without_holder", 0.0);

        var other = schedule("week", PRAGUE, layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "bob"));
        apply(ScheduleDeclaration.class, List.of(), List.of(other), List.of());
        assertThat(holders()).containsExactly("bob");

        var swap = override("x", "week", "ann", "bob", "2026-01-06T00:00", "2026-01-07T00:00");
        apply(OverrideDeclaration.class, List.of(swap), List.of(), List.of());
        assertThat(holders()).containsExactly("ann");
        apply(OverrideDeclaration.class, List.of(), List.of(), List.of(swap));
        assertThat(holders()).containsExactly("bob");
        assertThat(events.of("oncall")).hasSize(6).last().isEqualTo(Map.of("people", 2, "roles", 1, "schedules", 1));
    }
}
