package org.redeye.alerts;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Alert.Acknowledgement;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Severity;

/**
 * What an alert is: the fold of its entries. Knows no clock and no neighbours, so the same entries give the same life. Not
 * thread-safe.
 */
final class Life {

    static final String FLAPPING = "flapping";
    static final String REPEAT = "repeat";
    static final String OPENED = "opened";

    final String id;
    long seq;
    Instant opened = Instant.EPOCH;
    Instant changed = Instant.EPOCH;
    Optional<Instant> resolved = Optional.empty();
    /** Whether a person said that it is over. */
    boolean resolvedByHand;
    /** How often it began again. */
    int reopened;

    String role = "";
    String assignee = "";
    Optional<Acknowledgement> acknowledgement = Optional.empty();
    Severity acknowledged = Severity.INFO;
    Optional<Want> want = Optional.empty();
    Optional<Round> round = Optional.empty();
    int rounds;
    /** When it was said that nobody is called, and why; empty if somebody is. */
    String nobody = "";

    int sent;
    int begun;
    /** How many entries it has. */
    int entries;
    /** With more entries it is trimmed; the engine's own, not part of the fold. */
    int trimAt = Trim.MOST;

    final Map<String, Part> members = new LinkedHashMap<>();
    private final Notices notices = new Notices();

    Life(String id) {
        this.id = id;
    }

    /** The life that these entries tell, in their order. */
    static Life of(String id, Collection<AlertEntry> entries) {
        var life = new Life(id);
        entries.forEach(life::apply);
        return life;
    }

    /** Takes one more entry over. */
    void apply(AlertEntry entry) {
        boolean called = calls();
        seq = entry.seq();
        changed = entry.at();
        entries++;
        fold(entry);
        boolean begins = !called && calls() && entry.kind() != AlertEntry.Kind.OPENED;
        if (begins && resolved.isEmpty() && acknowledgement.isEmpty()) {
            want = Optional.of(new Want(entry.at(), true, "began"));
        }
    }

    private void fold(AlertEntry entry) {
        Instant at = entry.at();
        Map<String, String> data = entry.data();
        switch (entry.kind()) {
            case OPENED -> {
                opened = at;
                join(entry);
                want = Optional.of(new Want(at, true, OPENED));
            }
            case JOINED -> join(entry);
            case CHANGED, RECOVERED -> change(ConditionText.read(data), at);
            case HELD -> hold(data.getOrDefault("key", ""), at, data);
            case RELEASED -> release(data.getOrDefault("key", ""), at);
            case ROUTED -> route(at, data);
            case ESCALATED ->
                round.ifPresent(now -> begin(now, Integer.parseInt(data.getOrDefault("step", "0")), data, at));
            case SKIPPED -> skip(at, entry.text(), data);
            case SENDING, SENT, FAILED -> send(entry);
            case ACKNOWLEDGED -> {
                acknowledgement = Optional.of(
                        new Acknowledgement(entry.by(), at, data.getOrDefault("reason", ""), time(data, "until")));
                acknowledged = severity();
                want = Optional.empty();
            }
            case UNACKNOWLEDGED -> {
                acknowledgement = Optional.empty();
                want(at, data.getOrDefault("cause", "unacknowledged"));
            }
            case ASSIGNED -> {
                assignee = data.getOrDefault("person", "");
                acknowledgement = Optional.empty();
                want(at, "assigned");
            }
            case RESOLVED -> {
                resolved = Optional.of(at);
                resolvedByHand = !entry.by().equals(Draft.REM);
                want = Optional.empty();
            }
            case REOPENED -> reopen(entry);
            case NOTED, RAN -> {}
        }
    }

    private void join(AlertEntry entry) {
        Condition condition = ConditionText.read(entry.data());
        members.put(condition.key(), Part.of(condition, entry.at(), entry.data().getOrDefault("because", "")));
        worse(entry.at());
    }

    private void change(Condition condition, Instant at) {
        Part before = members.get(condition.key());
        if (before != null) {
            members.put(condition.key(), before.as(condition, at));
            worse(at);
        }
    }

    private void hold(String key, Instant at, Map<String, String> data) {
        Part part = members.get(key);
        if (part == null) {
            return;
        }
        var hold = new Hold(
                Hold.Kind.valueOf(data.getOrDefault("hold", Hold.Kind.SILENCE.name())),
                data.getOrDefault("by", ""),
                data.getOrDefault("because", ""));
        members.put(key, part.held(Optional.of(hold)));
        if (hold.kind() == Hold.Kind.FLAPPING && !calls()) {
            want(at, FLAPPING);
        }
    }

    private void release(String key, Instant at) {
        Part part = members.get(key);
        if (part == null) {
            return;
        }
        members.put(key, part.held(Optional.empty()));
        worse(at);
    }

    /** A worse severity than the one called about is called about anew. */
    private void worse(Instant at) {
        if (round.isPresent()
                && want.isEmpty()
                && acknowledgement.isEmpty()
                && calls()
                && severity().compareTo(round.get().severity) > 0) {
            want(at, "worse");
        }
    }

    private void want(Instant at, String cause) {
        want = Optional.of(new Want(at, false, cause));
    }

    private void route(Instant at, Map<String, String> data) {
        role = data.getOrDefault("role", role);
        nobody = "";
        int number = Integer.parseInt(data.getOrDefault("round", "0"));
        if (number > rounds) {
            rounds = number;
            want = Optional.empty();
            notices.next();
            sent = Math.max(sent, Integer.parseInt(data.getOrDefault("sent", "0")));
            begun = Math.max(begun, Integer.parseInt(data.getOrDefault("count", "0")));
            Severity severity =
                    Severity.valueOf(data.getOrDefault("severity", severity().name()));
            round = Optional.of(
                    new Round(number, time(data, "start").orElse(at), data.getOrDefault("cause", ""), severity));
        }
        round.ifPresent(now -> begin(now, 0, data, at));
    }

    private static void begin(Round round, int step, Map<String, String> data, Instant at) {
        Instant begin = time(data, "begin").orElse(at);
        round.begun.putIfAbsent(step, begin);
        for (String person : names(data.getOrDefault("people", ""))) {
            if (round.turn(step, person).isEmpty()) {
                round.turns.add(new Round.Turn(step, person, begin));
            }
        }
    }

    private void skip(Instant at, String text, Map<String, String> data) {
        if (data.containsKey("notice")) {
            notices.skip(data, at);
        } else if (data.containsKey("step")) {
            int step = Integer.parseInt(data.get("step"));
            round.ifPresent(now -> {
                now.begun.putIfAbsent(step, at);
                now.empty.put(step, at);
            });
        } else {
            nobody = text;
        }
    }

    private void send(AlertEntry entry) {
        notices.apply(entry);
        if (entry.kind() == AlertEntry.Kind.SENT) {
            sent++;
        } else if (entry.kind() == AlertEntry.Kind.SENDING) {
            begun = Math.max(begun, Integer.parseInt(entry.data().getOrDefault("count", "0")));
        }
    }

    private void reopen(AlertEntry entry) {
        resolved = Optional.empty();
        resolvedByHand = false;
        acknowledgement = Optional.empty();
        reopened++;
        if (entry.data().containsKey("key")) {
            change(ConditionText.read(entry.data()), entry.at());
        }
        want = Optional.of(new Want(entry.at(), true, "reopened"));
    }

    Notices notices() {
        return notices;
    }

    AlertState state() {
        return resolved.isPresent()
                ? AlertState.RESOLVED
                : acknowledgement.isPresent() ? AlertState.ACKNOWLEDGED : AlertState.OPEN;
    }

    /** Whether anybody is to be called about it. */
    boolean calls() {
        return Members.call(members.values());
    }

    boolean fires() {
        return members.values().stream().anyMatch(Part::firing);
    }

    boolean isHeld(Hold.Kind kind) {
        return members.values().stream().anyMatch(part -> part.heldFor(kind));
    }

    Severity severity() {
        return Members.severity(members.values());
    }

    /** The member that speaks for it. */
    Part first() {
        return Members.first(members.values());
    }

    String title() {
        Condition first = first().condition();
        String summary = first.summary().isEmpty() ? first.subject() : first.summary();
        return members.size() == 1 ? summary : summary + " (" + (members.size() - 1) + " more)";
    }

    Alert alert(Optional<Alert.Next> next) {
        return new Alert(
                id,
                state(),
                severity(),
                title(),
                role,
                opened,
                changed,
                resolved,
                acknowledgement,
                assignee,
                members.values().stream()
                        .limit(Alert.MOST_MEMBERS)
                        .map(Part::member)
                        .toList(),
                members.size(),
                (int) members.values().stream().filter(Part::firing).count(),
                sent,
                next,
                seq);
    }

    static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    static Optional<Instant> time(Map<String, String> data, String name) {
        return Optional.ofNullable(data.get(name)).map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }
}
