package org.redeye.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Shift;
import org.redeye.api.oncall.WallClock;

/** Looks for what would leave somebody uncalled in a stretch of time. */
final class Lint {

    /** Findings that are told. */
    private static final int MOST = 1000;
    /** Gaps of one schedule that are told one by one. */
    private static final int MOST_GAPS = 20;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private final Plan plan;
    private final Instant from;
    private final Instant to;
    private final List<Finding> findings = new ArrayList<>();
    /** The shifts of the people who are to be called, by name; a person of a role's own is in none. */
    private final Map<String, List<Shift>> called = new TreeMap<>();

    private final Map<String, List<Shift>> shifts = new HashMap<>();

    Lint(Plan plan, Instant from, Instant to) {
        this.plan = plan;
        this.from = from;
        this.to = to;
    }

    List<Finding> findings() {
        plan.schedules().forEach(this::schedule);
        plan.overrides().stream()
                .filter(override ->
                        override.until().isAfter(from) && override.from().isBefore(to))
                .forEach(this::override);
        plan.roles().forEach(this::role);
        called.forEach((name, theirs) -> plan.person(name).ifPresent(person -> person(person, theirs)));
        findings.sort(
                Comparator.<Finding, Instant>comparing(finding -> finding.from().orElse(Instant.MIN))
                        .thenComparing(Finding::subject)
                        .thenComparing(Finding::text));
        return findings.size() <= MOST ? List.copyOf(findings) : bounded();
    }

    private List<Finding> bounded() {
        var told = new ArrayList<>(findings.subList(0, MOST));
        told.add(new Finding(
                "", Optional.empty(), Optional.empty(), "There are " + (findings.size() - MOST) + " more findings."));
        return List.copyOf(told);
    }

    private void schedule(ScheduleDeclaration schedule) {
        List<Shift> all = plan.cut(schedule, from, to);
        shifts.put(schedule.id(), all);
        List<Shift> gaps =
                all.stream().filter(shift -> shift.person().isEmpty()).toList();
        for (Shift gap : gaps.subList(0, Math.min(gaps.size(), MOST_GAPS))) {
            findings.add(new Finding(
                    schedule.id(),
                    Optional.of(gap.from()),
                    Optional.of(gap.until()),
                    "Nobody has the schedule '" + gap.schedule() + "' from " + local(gap.from(), schedule.zone())
                            + " until " + local(gap.until(), schedule.zone()) + ": " + gap.because()));
        }
        if (gaps.size() > MOST_GAPS) {
            List<Shift> rest = gaps.subList(MOST_GAPS, gaps.size());
            long hours = rest.stream()
                    .map(gap -> Duration.between(gap.from(), gap.until()))
                    .reduce(Duration.ZERO, Duration::plus)
                    .toHours();
            findings.add(new Finding(
                    schedule.id(),
                    Optional.of(rest.get(0).from()),
                    Optional.of(rest.get(rest.size() - 1).until()),
                    "The schedule '" + gaps.get(0).schedule() + "' has " + rest.size() + " more gaps, " + hours
                            + " hours altogether."));
        }
        var unknown = new LinkedHashSet<String>();
        schedule.layers().forEach(layer -> layer.turns().stream()
                .map(ScheduleDeclaration.Turn::person)
                .filter(name -> plan.person(name).isEmpty())
                .forEach(unknown::add));
        unknown.forEach(name -> unknown(schedule.id(), "person", name));
    }

    private void override(OverrideDeclaration override) {
        for (String name : List.of(override.person(), override.instead())) {
            if (!name.isEmpty() && plan.person(name).isEmpty()) {
                unknown(override.id(), "person", name);
            }
        }
        if (!override.schedule().isEmpty() && plan.schedule(override.schedule()).isEmpty()) {
            unknown(override.id(), "schedule", override.schedule());
        }
    }

    private void role(RoleDeclaration role) {
        if (role.schedule().isEmpty() && role.people().isEmpty()) {
            always(role.id(), "The role '" + role.name() + "' has neither a schedule nor people, so it calls nobody.");
        }
        if (!role.schedule().isEmpty()) {
            Optional<ScheduleDeclaration> schedule = plan.schedule(role.schedule());
            if (schedule.isEmpty()) {
                unknown(role.id(), "schedule", role.schedule());
            }
            schedule.map(found -> shifts.getOrDefault(found.id(), List.of())).orElse(List.of()).stream()
                    .filter(shift -> !shift.person().isEmpty())
                    .forEach(shift -> called.computeIfAbsent(shift.person(), name -> new ArrayList<>())
                            .add(shift));
        }
        role.people().forEach(name -> always(role, name));
        for (RoleDeclaration.Step step : role.steps()) {
            if (!step.role().isEmpty() && plan.role(step.role()).isEmpty()) {
                unknown(role.id(), "role", step.role());
            }
            if (!step.person().isEmpty()) {
                always(role, step.person());
            }
        }
    }

    /** Somebody who may be called at all times. */
    private void always(RoleDeclaration role, String name) {
        if (plan.person(name).isEmpty()) {
            unknown(role.id(), "person", name);
            return;
        }
        called.computeIfAbsent(name, each -> new ArrayList<>())
                .add(new Shift("", name, from, to, "", "The role '" + role.name() + "' names them."));
    }

    private void person(PersonDeclaration person, List<Shift> theirs) {
        Shift first = theirs.stream().min(Comparator.comparing(Shift::from)).orElseThrow();
        if (person.contacts().isEmpty()) {
            findings.add(new Finding(
                    person.id(),
                    Optional.of(first.from()),
                    Optional.empty(),
                    "'" + person.name() + "' is to be called from " + local(first.from(), person.zone())
                            + " on, but has no contacts."));
            return;
        }
        theirs.stream()
                .sorted(Comparator.comparing(Shift::from))
                .flatMap(shift -> quiet(person, shift).stream())
                .findFirst()
                .ifPresent(at -> findings.add(new Finding(
                        person.id(),
                        Optional.of(at),
                        Optional.empty(),
                        "All contacts of '" + person.name() + "' are quiet at " + local(at, person.zone())
                                + ", when they are to be called: only alerts that are "
                                + loudest(person) + " come through then.")));
    }

    /** The first time within a shift at which every contact of a person is quiet. It can only begin where a quiet time does. */
    private static Optional<Instant> quiet(PersonDeclaration person, Shift shift) {
        if (person.contacts().stream().anyMatch(Lint::isNeverQuiet)) {
            return Optional.empty();
        }
        if (allQuiet(person, shift.from())) {
            return Optional.of(shift.from());
        }
        LocalDate day = shift.from().atZone(person.zone()).toLocalDate();
        // what recurs weekly has been seen after eight days
        for (LocalDate last = day.plusDays(8); !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate today = day;
            Optional<Instant> found = person.contacts().stream()
                    .flatMap(contact -> contact.quiet().stream())
                    .map(quiet -> WallClock.instant(today.atTime(quiet.from()), person.zone()))
                    .filter(at -> !at.isBefore(shift.from()) && at.isBefore(shift.until()))
                    .sorted()
                    .filter(at -> allQuiet(person, at))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isNeverQuiet(Contact contact) {
        return contact.quiet().isEmpty() || contact.loud().compareTo(contact.severity()) <= 0;
    }

    private static boolean allQuiet(PersonDeclaration person, Instant at) {
        return person.contacts().stream()
                .allMatch(contact -> contact.quiet().stream().anyMatch(quiet -> holds(quiet, at, person.zone())));
    }

    private static boolean holds(Contact.Quiet quiet, Instant at, ZoneId zone) {
        return new Coverage.Hours(quiet.days(), quiet.from(), quiet.until(), zone).covers(at);
    }

    /** The least severity that comes through quiet times. */
    private static String loudest(PersonDeclaration person) {
        return person.contacts().stream()
                .map(contact -> contact.loud().compareTo(contact.severity()) > 0 ? contact.loud() : contact.severity())
                .min(Comparator.naturalOrder())
                .map(severity -> severity.word())
                .orElse("critical");
    }

    private void unknown(String subject, String kind, String name) {
        String near = plan.nearest(kind, name);
        always(
                subject,
                "There is no " + kind + " '" + name + "'." + (near.isEmpty() ? "" : " Did you mean '" + near + "'?"));
    }

    private void always(String subject, String text) {
        findings.add(new Finding(subject, Optional.empty(), Optional.empty(), text));
    }

    private static String local(Instant at, ZoneId zone) {
        return at.truncatedTo(ChronoUnit.MINUTES).atZone(zone).format(TIME);
    }
}
