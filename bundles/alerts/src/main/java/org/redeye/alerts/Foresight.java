package org.redeye.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertEntry.Kind;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Window;

/** Walks the way that an alert will go if nobody does anything and each notice arrives. Writes nothing. */
final class Foresight {

    private static final int MOST = 10_000;

    private final Plan plan;
    private final Holds holds;
    private final List<Window> windows;
    private final Life life;
    private final Instant end;
    private final List<AlertEntry> entries = new ArrayList<>();
    private Instant now;

    /**
     * @param life goes on from where it is
     * @param windows of maintenance until the end
     * @param end when its conditions recover
     */
    Foresight(World world, Holds holds, List<Window> windows, Life life, Instant now, Instant end) {
        this.plan = new Plan(world);
        this.holds = holds;
        this.windows = windows;
        this.life = life;
        this.now = now;
        this.end = end;
    }

    /** What will be written until the end, the end itself included if it is wanted. */
    List<AlertEntry> walk(boolean recovers) {
        hold();
        while (entries.size() < MOST) {
            Optional<Due> due = plan.next(life, now);
            Optional<Instant> turn = turn();
            boolean waits = due.isEmpty()
                    || turn.isPresent() && turn.get().isBefore(due.get().at());
            Instant at =
                    waits ? turn.orElse(Instant.MAX) : Plan.later(now, due.get().at());
            if (!at.isBefore(end)) {
                break;
            }
            now = at;
            if (waits) {
                hold();
            } else {
                write(due.get().draft());
            }
        }
        if (recovers && life.resolved.isEmpty()) {
            now = end;
            write(Draft.of(Kind.RESOLVED, "It is over at the end of the time that was asked for."));
            for (Optional<Due> due = plan.next(life, now);
                    due.isPresent() && entries.size() < MOST;
                    due = plan.next(life, now)) {
                write(due.get().draft());
            }
        }
        return List.copyOf(entries);
    }

    /** The next time at which a window begins or ends, or a silence. */
    private Optional<Instant> turn() {
        return Stream.concat(
                        windows.stream().flatMap(window -> Stream.of(window.from(), window.until())),
                        life.members.values().stream().flatMap(part -> holds.turns(part.condition()).stream()))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    private void hold() {
        for (Part part : List.copyOf(life.members.values())) {
            Optional<Hold> wanted = holds.planned(part.condition(), windows, now);
            boolean planned = part.heldFor(Hold.Kind.MAINTENANCE) || part.heldFor(Hold.Kind.SILENCE);
            if (wanted.isPresent() && part.hold().isEmpty()) {
                write(Holds.held(part.condition(), wanted.get()));
            } else if (wanted.isEmpty() && planned) {
                write(Draft.of(Kind.RELEASED, part.condition().subject() + " is held no longer.")
                        .with("key", part.condition().key()));
            }
        }
    }

    private void write(Draft draft) {
        AlertEntry entry = draft.at(life.id, life.seq + 1, now);
        life.apply(entry);
        entries.add(entry);
        if (draft.kind() == Kind.SENDING) {
            life.apply(Draft.of(Kind.SENT, "")
                    .with(Map.of("notice", draft.data().getOrDefault("notice", "")))
                    .at(life.id, life.seq + 1, now));
        }
    }
}
