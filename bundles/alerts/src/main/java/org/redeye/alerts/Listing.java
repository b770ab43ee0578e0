package org.redeye.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Held;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Member;

/** Reads alerts, those that are done with too. Thread-safe. */
final class Listing {

    /** Alerts that are done with and were read lately. */
    private static final int REMEMBERED = 500;

    private static final Comparator<Alert> ORDER = Comparator.comparing(Alert::state)
            .thenComparing(alert ->
                    alert.state() == AlertState.RESOLVED ? 0 : -alert.severity().ordinal())
            .thenComparing(
                    alert -> alert.state() == AlertState.RESOLVED
                            ? alert.resolved().orElse(alert.changed())
                            : alert.opened(),
                    Comparator.reverseOrder())
            .thenComparing(alert -> Book.number(alert.id()), Comparator.reverseOrder());

    private final Book book;
    private final Map<String, Alert> seen;
    private final World world;
    private final Map<String, Alert> remembered = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Alert> eldest) {
            return size() > REMEMBERED;
        }
    });

    Listing(Core core) {
        this.book = core.book();
        this.seen = core.seen();
        this.world = core.world();
    }

    List<Alert> list(AlertQuery query) {
        List<Alert> going = new ArrayList<>();
        seen.values().stream().filter(alert -> fits(alert, query)).forEach(going::add);
        Stream<Alert> all = going.stream().sorted(ORDER);
        if (wants(query.states(), AlertState.RESOLVED)) {
            all = Stream.concat(
                            going.stream().sorted(ORDER),
                            old(query).flatMap(head -> read(head.id()).stream()).filter(alert -> fits(alert, query)))
                    .distinct();
        }
        return after(all, query.after()).limit(query.limit()).toList();
    }

    private static Stream<Alert> after(Stream<Alert> all, String id) {
        return id.isEmpty()
                ? all
                : all.dropWhile(alert -> !alert.id().equals(id)).skip(1);
    }

    private Stream<Head> old(AlertQuery query) {
        return book.heads().values().stream()
                .filter(head -> query.role().isEmpty() || query.role().equals(head.role()))
                .filter(head -> head.severity().compareTo(query.match().severity()) >= 0)
                .filter(head -> query.from().isEmpty()
                        || !head.resolved().isBefore(query.from().get()))
                .filter(head -> query.to().isEmpty()
                        || head.opened().isBefore(query.to().get()))
                .sorted(Comparator.comparing(Head::resolved)
                        .reversed()
                        .thenComparing(head -> Book.number(head.id()), Comparator.reverseOrder()));
    }

    private static boolean wants(Set<AlertState> states, AlertState state) {
        return states.isEmpty() || states.contains(state);
    }

    private static boolean fits(Alert alert, AlertQuery query) {
        return wants(query.states(), alert.state())
                && (query.role().isEmpty() || query.role().equals(alert.role()))
                && query.from()
                        .map(from ->
                                alert.resolved().map(end -> !end.isBefore(from)).orElse(true))
                        .orElse(true)
                && query.to().map(alert.opened()::isBefore).orElse(true)
                && (query.match().equals(Match.ALL)
                        || alert.members().stream()
                                .anyMatch(member -> query.match().fits(member.condition())))
                && (query.text().isEmpty() || has(alert, query.text().toLowerCase(Locale.ROOT)));
    }

    private static boolean has(Alert alert, String text) {
        return lower(alert.title()).contains(text)
                || alert.id().toLowerCase(Locale.ROOT).equals(text)
                || alert.members().stream().anyMatch(member -> {
                    Condition condition = member.condition();
                    return lower(condition.subject() + "\n" + condition.summary() + "\n" + condition.text())
                            .contains(text);
                });
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    Optional<Alert> find(String id) {
        Alert alert = seen.get(id);
        return alert != null ? Optional.of(alert) : book.head(id).flatMap(head -> read(id));
    }

    /** What other alerts hold because of this one. */
    List<Held> held(String id) {
        Set<String> down = find(id).stream()
                .flatMap(alert -> alert.members().stream())
                .filter(Member::firing)
                .map(member -> Grouping.check(member.condition()))
                .collect(Collectors.toSet());
        return seen.values().stream()
                .filter(alert -> !alert.id().equals(id) && alert.state() != AlertState.RESOLVED)
                .sorted(Comparator.comparingLong(alert -> Book.number(alert.id())))
                .flatMap(alert -> alert.members().stream()
                        .filter(member -> member.firing() && standsOn(member, down))
                        .map(member -> new Held(alert.id(), role(alert, member), member)))
                .toList();
    }

    /** What is held from its beginning was not routed yet. */
    private String role(Alert alert, Member member) {
        return alert.role().isEmpty()
                ? world.route(member.condition()).map(World.Routed::role).orElse("")
                : alert.role();
    }

    private static boolean standsOn(Member member, Set<String> checks) {
        return member.hold()
                .filter(hold -> hold.kind() == Hold.Kind.DEPENDENCY && checks.contains(hold.by()))
                .isPresent();
    }

    private Optional<Alert> read(String id) {
        Alert there = remembered.get(id);
        Optional<Head> head = book.head(id);
        if (there != null
                && head.isPresent()
                && !there.changed().isBefore(head.get().changed())) {
            return Optional.of(there);
        }
        Life life = book.life(id);
        if (life.members.isEmpty()) {
            return Optional.empty(); // removed meanwhile
        }
        Alert alert = life.alert(Optional.empty());
        remembered.put(id, alert);
        return Optional.of(alert);
    }

    List<AlertEntry> entries(String id, long after, int limit) {
        if (find(id).isEmpty()) {
            throw Core.missing(id);
        }
        return book.entries(id, after, bounded(limit));
    }

    List<AlertEntry> entries(Instant from, Instant to, int limit) {
        return ids(from, to)
                .flatMap(id -> book.entries(id, 0, Integer.MAX_VALUE).stream())
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .sorted(Comparator.comparing(AlertEntry::at)
                        .thenComparing(entry -> Book.number(entry.alert()))
                        .thenComparing(AlertEntry::seq))
                .limit(bounded(limit))
                .toList();
    }

    /** The alerts that anything may have happened to in a stretch of time. */
    Stream<String> ids(Instant from, Instant to) {
        Stream<String> going = seen.values().stream()
                .filter(alert -> alert.opened().isBefore(to) && !alert.changed().isBefore(from))
                .map(Alert::id);
        Stream<String> old = book.heads().values().stream()
                .filter(head -> head.opened().isBefore(to) && !head.changed().isBefore(from))
                .map(Head::id);
        return Stream.concat(going, old).distinct().sorted(Comparator.comparingLong(Book::number));
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("A limit of " + limit + "; expected 1 to 10000.");
        }
        return limit;
    }
}
