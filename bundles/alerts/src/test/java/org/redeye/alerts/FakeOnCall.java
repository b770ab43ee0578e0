package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.redeye.api.alert.Severity;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Share;
import org.redeye.api.oncall.Shift;

/** People and roles as a test says; who holds a role may change at times. */
final class FakeOnCall implements OnCall {

    private final Map<String, PersonDeclaration> people = new TreeMap<>();
    private final Map<String, RoleDeclaration> roles = new TreeMap<>();
    /** By role: who holds it from when on. */
    private final Map<String, TreeMap<Instant, List<String>>> holders = new TreeMap<>();

    static Contact contact(String name, String channel, Duration after) {
        return new Contact(name, channel, name + "@x", after, Severity.INFO, List.of(), Severity.CRITICAL);
    }

    static Contact quiet(String name, String channel, Duration after, String from, String until) {
        var quiet = new Contact.Quiet(Set.of(), LocalTime.parse(from), LocalTime.parse(until));
        return new Contact(name, channel, name + "@x", after, Severity.INFO, List.of(quiet), Severity.CRITICAL);
    }

    FakeOnCall person(String name, Contact... contacts) {
        people.put(
                name,
                new PersonDeclaration(
                        "p/people/" + name,
                        "p",
                        name,
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        name,
                        ZoneOffset.UTC,
                        List.of(contacts)));
        return this;
    }

    FakeOnCall role(String name, Duration repeat, Duration again, List<String> holder, RoleDeclaration.Step... steps) {
        roles.put(
                name,
                new RoleDeclaration("p/roles/" + name, "p", name, name, "", holder, List.of(steps), repeat, again));
        holders.computeIfAbsent(name, any -> new TreeMap<>()).put(Instant.EPOCH, holder);
        return this;
    }

    void without(String role) {
        roles.remove(role);
        holders.remove(role);
    }

    FakeOnCall shift(String role, Instant from, String... who) {
        holders.get(role).put(from, List.of(who));
        return this;
    }

    @Override
    public List<PersonDeclaration> people() {
        return List.copyOf(people.values());
    }

    @Override
    public Optional<PersonDeclaration> person(String name) {
        return Optional.ofNullable(people.get(name));
    }

    @Override
    public List<RoleDeclaration> roles() {
        return List.copyOf(roles.values());
    }

    @Override
    public Optional<RoleDeclaration> role(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    @Override
    public List<ScheduleDeclaration> schedules() {
        return List.of();
    }

    @Override
    public Optional<Holding> holder(String role, Instant at) {
        if (!holders.containsKey(role)) {
            return Optional.empty();
        }
        List<PersonDeclaration> who = new ArrayList<>();
        holders.get(role).floorEntry(at).getValue().forEach(name -> person(name).ifPresent(who::add));
        return Optional.of(new Holding(
                role,
                at,
                who,
                "the rotation says so",
                Optional.ofNullable(holders.get(role).higherKey(at))));
    }

    @Override
    public List<Shift> shifts(String schedule, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public List<Share> shares(String schedule, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public List<Finding> findings(Instant from, Instant to) {
        return List.of();
    }
}
