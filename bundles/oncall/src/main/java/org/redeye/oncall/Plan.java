package org.redeye.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Share;
import org.redeye.api.oncall.Shift;
import org.redeye.api.schema.Nearest;

/** All that packages declare about who is on call, with its names resolved. Immutable: a question sees one whole state. */
final class Plan implements OnCall {

    private final Names<PersonDeclaration> people;
    private final Names<RoleDeclaration> roles;
    private final Names<ScheduleDeclaration> schedules;
    private final List<OverrideDeclaration> overrides;
    private final Map<String, Roster> rosters = new HashMap<>();

    /** Of what packages declare. */
    Plan(
            Collection<PersonDeclaration> people,
            Collection<RoleDeclaration> roles,
            Collection<ScheduleDeclaration> schedules,
            Collection<OverrideDeclaration> overrides) {
        this.people =
                new Names<>(people, PersonDeclaration::id, PersonDeclaration::packageName, PersonDeclaration::name);
        var declared = new Names<>(
                schedules, ScheduleDeclaration::id, ScheduleDeclaration::packageName, ScheduleDeclaration::name);
        this.schedules = new Names<>(
                schedules.stream().map(this::spelled).toList(),
                ScheduleDeclaration::id,
                ScheduleDeclaration::packageName,
                ScheduleDeclaration::name);
        this.overrides = overrides.stream()
                .map(override -> spelled(override, declared))
                .sorted(java.util.Comparator.comparing(OverrideDeclaration::from)
                        .thenComparing(OverrideDeclaration::id))
                .toList();
        var ownRoles = new Names<>(roles, RoleDeclaration::id, RoleDeclaration::packageName, RoleDeclaration::name);
        this.roles = new Names<>(
                roles.stream().map(role -> spelled(role, declared, ownRoles)).toList(),
                RoleDeclaration::id,
                RoleDeclaration::packageName,
                RoleDeclaration::name);
        Set<String> known =
                this.people.all().stream().map(this.people::spelled).collect(Collectors.toUnmodifiableSet());
        this.schedules
                .all()
                .forEach(schedule -> rosters.put(schedule.id(), new Roster(schedule, swaps(schedule), known)));
    }

    /** The earlier of two instants, of which the second only counts if it is after another. */
    static Instant earlier(Instant one, Instant other, Instant after) {
        return other.isAfter(after) && other.isBefore(one) ? other : one;
    }

    @Override
    public List<PersonDeclaration> people() {
        return people.all();
    }

    @Override
    public Optional<PersonDeclaration> person(String name) {
        return people.find(name, "");
    }

    @Override
    public List<RoleDeclaration> roles() {
        return roles.all();
    }

    @Override
    public Optional<RoleDeclaration> role(String name) {
        return roles.find(name, "");
    }

    @Override
    public List<ScheduleDeclaration> schedules() {
        return schedules.all();
    }

    @Override
    public Optional<Holding> holder(String role, Instant at) {
        return role(role).map(found -> holder(role, found, at));
    }

    @Override
    public List<Shift> shifts(String schedule, Instant from, Instant to) {
        ScheduleDeclaration found = require(schedule);
        return Walk.whole(schedules.spelled(found), roster(found), from, to);
    }

    @Override
    public List<Share> shares(String schedule, Instant from, Instant to) {
        ScheduleDeclaration found = require(schedule);
        return Shares.of(Walk.cut(schedules.spelled(found), roster(found), from, to), found.zone());
    }

    @Override
    public List<Finding> findings(Instant from, Instant to) {
        if (from.isAfter(to) || Duration.between(from, to).compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("From " + from + " to " + to + " is no stretch of at most 366 days.");
        }
        return new Lint(this, from, to).findings();
    }

    /** The shifts of a schedule, cut at the ends. */
    List<Shift> cut(ScheduleDeclaration schedule, Instant from, Instant to) {
        return Walk.cut(schedules.spelled(schedule), roster(schedule), from, to);
    }

    /** The schedule of a name. */
    Optional<ScheduleDeclaration> schedule(String name) {
        return schedules.find(name, "");
    }

    /** The overrides, by their beginning. */
    List<OverrideDeclaration> overrides() {
        return overrides;
    }

    /** What was probably meant by the name of a person, role or schedule; empty if nothing is near. */
    String nearest(String kind, String name) {
        return switch (kind) {
            case "person" -> Nearest.to(name, people.names());
            case "role" -> Nearest.to(name, roles.names());
            default -> Nearest.to(name, schedules.names());
        };
    }

    private Holding holder(String name, RoleDeclaration role, Instant at) {
        if (!role.people().isEmpty()) {
            List<PersonDeclaration> holders = role.people().stream()
                    .flatMap(person -> person(person).stream())
                    .toList();
            String because = holders.isEmpty()
                    ? "Nobody knows the people of the role: " + String.join(", ", role.people()) + "."
                    : "The role names its people: " + String.join(", ", role.people()) + ".";
            return new Holding(name, at, holders, because, Optional.empty());
        }
        Optional<ScheduleDeclaration> schedule = schedule(role.schedule());
        if (schedule.isEmpty()) {
            String because = role.schedule().isEmpty()
                    ? "The role has neither a schedule nor people."
                    : "There is no schedule '" + role.schedule() + "'.";
            return new Holding(name, at, List.of(), because, Optional.empty());
        }
        Roster roster = roster(schedule.get());
        Roster.Decision decision = roster.at(at);
        Instant end = Walk.end(roster, at, decision);
        return new Holding(
                name,
                at,
                person(decision.person()).stream().toList(),
                "Schedule '" + role.schedule() + "': " + decision.because(),
                end.equals(Instant.MAX) ? Optional.empty() : Optional.of(end));
    }

    private Roster roster(ScheduleDeclaration schedule) {
        Roster roster = rosters.get(schedule.id());
        if (roster == null) {
            throw new IllegalStateException("The schedule '" + schedule.id() + "' has no roster.");
        }
        return roster;
    }

    private ScheduleDeclaration require(String name) {
        return schedule(name).orElseThrow(() -> {
            String near = nearest("schedule", name);
            return new IllegalArgumentException(
                    "There is no schedule '" + name + "'." + (near.isEmpty() ? "" : " Did you mean '" + near + "'?"));
        });
    }

    private List<Stead.Swap> swaps(ScheduleDeclaration schedule) {
        var swaps = new ArrayList<Stead.Swap>();
        String name = schedules.spelled(schedule);
        for (OverrideDeclaration override : overrides) {
            boolean here = override.schedule().isEmpty()
                    ? !override.instead().isEmpty()
                    : override.schedule().equals(name);
            if (here && override.from().isBefore(override.until())) {
                swaps.add(new Stead.Swap(
                        override.id(),
                        override.person(),
                        override.instead(),
                        override.from(),
                        override.until(),
                        override.reason()));
            }
        }
        return swaps;
    }

    private ScheduleDeclaration spelled(ScheduleDeclaration schedule) {
        return new ScheduleDeclaration(
                schedule.id(),
                schedule.packageName(),
                schedule.name(),
                schedule.title(),
                schedule.zone(),
                schedule.layers().stream()
                        .map(layer -> new ScheduleDeclaration.Layer(
                                layer.name(),
                                layer.turns().stream()
                                        .map(turn -> new ScheduleDeclaration.Turn(
                                                people.spelled(turn.person(), schedule.packageName()),
                                                turn.from(),
                                                turn.until()))
                                        .toList(),
                                layer.unit(),
                                layer.length(),
                                layer.start(),
                                layer.days(),
                                layer.from(),
                                layer.until()))
                        .toList());
    }

    private OverrideDeclaration spelled(OverrideDeclaration override, Names<ScheduleDeclaration> declared) {
        String within = override.packageName();
        return new OverrideDeclaration(
                override.id(),
                within,
                declared.spelled(override.schedule(), within),
                people.spelled(override.person(), within),
                people.spelled(override.instead(), within),
                override.from(),
                override.until(),
                override.reason());
    }

    private RoleDeclaration spelled(
            RoleDeclaration role, Names<ScheduleDeclaration> declared, Names<RoleDeclaration> ownRoles) {
        String within = role.packageName();
        return new RoleDeclaration(
                role.id(),
                within,
                role.name(),
                role.title(),
                declared.spelled(role.schedule(), within),
                role.people().stream()
                        .map(person -> people.spelled(person, within))
                        .toList(),
                role.steps().stream()
                        .map(step -> new RoleDeclaration.Step(
                                ownRoles.spelled(step.role(), within),
                                people.spelled(step.person(), within),
                                step.after()))
                        .toList(),
                role.repeat(),
                role.again());
    }
}
