package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertEntry.Kind;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Window;

/** Tells why somebody was called or not, or will be. Thread-safe. */
final class Trail {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST = 10_000;
    private static final Set<Kind> TURNS = Set.of(
            Kind.OPENED,
            Kind.HELD,
            Kind.RELEASED,
            Kind.ROUTED,
            Kind.ESCALATED,
            Kind.ACKNOWLEDGED,
            Kind.UNACKNOWLEDGED,
            Kind.ASSIGNED,
            Kind.RESOLVED,
            Kind.REOPENED);

    private final Core core;
    private final Listing listing;

    Trail(Core core, Listing listing) {
        this.core = core;
        this.listing = listing;
    }

    List<AlertEntry> foresee(Condition condition, Instant at, Duration length) {
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The length is " + Words.of(length) + "; expected up to " + LONGEST.toDays() + " days.");
        }
        var life = new Life("A-0");
        life.apply(Draft.by(condition.source(), Kind.OPENED, condition.subject() + ": " + condition.summary())
                .with(ConditionText.write(firing(condition, at)))
                .at(life.id, 1, at));
        return ahead(life, at, at.plus(length), true);
    }

    private static Condition firing(Condition condition, Instant at) {
        return new Condition(
                condition.key(),
                condition.source(),
                condition.packageName(),
                condition.subject(),
                condition.host(),
                condition.severity(),
                true,
                at,
                condition.role(),
                condition.summary(),
                condition.text(),
                condition.labels(),
                condition.links(),
                condition.values());
    }

    private List<AlertEntry> ahead(Life life, Instant now, Instant end, boolean recovers) {
        List<Window> windows = core.holds().windows(now, end);
        return new Foresight(core.world(), core.holds(), windows, life, now, end).walk(recovers);
    }

    List<AlertEntry> why(String person, Instant from, Instant to) {
        Instant now = core.now();
        List<AlertEntry> found = new ArrayList<>();
        listing.ids(from, to.isAfter(now) ? now.plusMillis(1) : to)
                .map(id -> core.book().entries(id, 0, Integer.MAX_VALUE))
                .filter(entries -> !entries.isEmpty())
                .forEach(entries -> found.addAll(past(person, entries, from, to)));
        if (to.isAfter(now)) {
            Instant start = Plan.later(from, now);
            core.seen().keySet().stream()
                    .sorted(java.util.Comparator.comparingLong(Book::number))
                    .map(id -> ahead(core.book().life(id), now, to, false))
                    .forEach(entries -> entries.stream()
                            .filter(entry -> !entry.at().isBefore(start) && concerns(entry, person))
                            .forEach(found::add));
            shifts(person, start, to, found);
        }
        return found.stream().limit(MOST).toList();
    }

    /** One alert: what happened, what concerned this person, and if they were not called, why. */
    private List<AlertEntry> past(String person, List<AlertEntry> entries, Instant from, Instant to) {
        List<AlertEntry> told = new ArrayList<>(entries.stream()
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .filter(entry -> TURNS.contains(entry.kind())
                        || concerns(entry, person)
                        || entry.kind() == Kind.SKIPPED && !entry.data().containsKey("notice"))
                .toList());
        boolean called = told.stream().anyMatch(entry -> entry.kind() == Kind.SENDING && concerns(entry, person));
        if (!told.isEmpty() && !called) {
            AlertEntry last = told.get(told.size() - 1);
            told.add(Draft.of(Kind.SKIPPED, Absence.why(core.world(), person, entries, told))
                    .with("person", person)
                    .at(last.alert(), last.seq(), last.at()));
        }
        return told;
    }

    private static boolean concerns(AlertEntry entry, String person) {
        return person.equals(entry.data().get("person"))
                || person.equals(entry.by())
                || Life.names(entry.data().getOrDefault("people", "")).contains(person);
    }

    /** When the person holds which role in a time to come. */
    private void shifts(String person, Instant from, Instant to, List<AlertEntry> found) {
        core.world().roles().forEach(role -> {
            Instant at = from;
            for (int looked = 0; at.isBefore(to) && looked < 1000; looked++) {
                var holding = core.world().holder(role.name(), at);
                if (holding.isEmpty()) {
                    return;
                }
                Instant began = at;
                Instant until = holding.get().until().filter(began::isBefore).orElse(to);
                if (holding.get().people().stream()
                        .anyMatch(one -> Plan.name(core.world(), one).equals(person))) {
                    String text = "Holds " + role.name() + " until " + until + ": "
                            + holding.get().because() + ". An alert for " + role.name() + " calls then.";
                    found.add(Draft.of(Kind.ROUTED, text)
                            .with("role", role.name())
                            .with("people", person)
                            .with("until", until)
                            .at("", 0, at));
                }
                at = until;
            }
        });
    }

    /** Why somebody was not called about one alert. */
    private static final class Absence {

        private Absence() {}

        static String why(World world, String person, List<AlertEntry> entries, List<AlertEntry> told) {
            Optional<AlertEntry> skipped = last(told, Kind.SKIPPED, person);
            if (skipped.isPresent()) {
                return person + " was not called: " + skipped.get().text();
            }
            Life life = Life.of(entries.get(0).alert(), entries);
            Optional<AlertEntry> turn = told.stream()
                    .filter(entry ->
                            Life.names(entry.data().getOrDefault("people", "")).contains(person))
                    .findFirst();
            Optional<AlertEntry> end = told.stream()
                    .filter(entry -> entry.kind() == Kind.ACKNOWLEDGED || entry.kind() == Kind.RESOLVED)
                    .findFirst();
            if (turn.isPresent()) {
                return person + " was not called: "
                        + end.map(entry -> "before the delay of the first contact was over, " + entry.text())
                                .orElse("the delay of the first contact is not over yet.");
            }
            if (told.stream().noneMatch(entry -> entry.kind() == Kind.ROUTED)) {
                return person + " was not called: nobody was. " + nobody(life, told);
            }
            AlertEntry routed = told.stream()
                    .filter(entry -> entry.kind() == Kind.ROUTED)
                    .findFirst()
                    .orElseThrow();
            String holder = routed.data().getOrDefault("people", "");
            return person + " was not called: at " + routed.at() + " " + life.role + " was held by "
                    + (holder.isEmpty() ? "nobody" : holder) + reason(routed)
                    + steps(world, life, person, end);
        }

        private static String reason(AlertEntry routed) {
            String because = routed.data().getOrDefault("because", "");
            return because.isEmpty() ? "" : " (" + because + ")";
        }

        /** Whether a later step would have reached the person. */
        private static String steps(World world, Life life, String person, Optional<AlertEntry> end) {
            String before = end.map(entry -> ", and before " + entry.text()).orElse("");
            return world.role(life.role).stream()
                    .flatMap(role -> role.steps().stream())
                    .filter(step -> step.person().equals(person)
                            || world.holder(step.role(), life.opened)
                                    .map(held -> held.people().stream().anyMatch(one -> Plan.name(world, one)
                                            .equals(person)))
                                    .orElse(false))
                    .findFirst()
                    .map(step -> "; the step that would have called " + person + " comes after "
                            + Words.of(step.after()) + before.replaceFirst(", and before ", ", and before that: "))
                    .orElse(", and no later step reached " + person + ".");
        }

        private static String nobody(Life life, List<AlertEntry> told) {
            return last(told, Kind.HELD, "")
                    .or(() -> last(told, Kind.SKIPPED, ""))
                    .or(() -> last(told, Kind.RESOLVED, ""))
                    .map(AlertEntry::text)
                    .orElse(life.nobody);
        }

        private static Optional<AlertEntry> last(List<AlertEntry> told, Kind kind, String person) {
            return told.stream()
                    .filter(entry -> entry.kind() == kind
                            && (person.isEmpty() || person.equals(entry.data().get("person"))))
                    .reduce((one, other) -> other);
        }
    }
}
