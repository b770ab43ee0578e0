package org.redeye.alerts;

import static org.redeye.api.alert.AlertEntry.Kind.HELD;
import static org.redeye.api.alert.AlertEntry.Kind.RELEASED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Dependencies.Blame;
import org.redeye.api.alert.Dependencies.Verdict;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Window;

/** Says what holds a condition at a time: maintenance, a silence, what it stands on. Not thread-safe. */
final class Holds {

    private final Outside outside;
    private final Silences silences;
    private final Supplier<Instant> settled;
    private final Looks looks;
    private List<Window> windows = List.of();

    /** @param settled until when windows and parents may still be on their way */
    Holds(Outside outside, Silences silences, Supplier<Instant> settled) {
        this.outside = outside;
        this.settled = settled;
        this.silences = silences;
        this.looks = new Looks(outside);
    }

    /** Reads the windows anew. Whether others are in force than before. */
    boolean refresh(Instant now) {
        List<Window> before = windows;
        windows = outside.maintenance()
                .map(engine -> engine.windows(now, now.plusMillis(1)))
                .orElse(List.of());
        return !windows.equals(before);
    }

    /** The windows of a stretch of time. Thread-safe. */
    List<Window> windows(Instant from, Instant to) {
        return outside.maintenance().map(engine -> engine.windows(from, to)).orElse(List.of());
    }

    /** When silences of a condition begin and end. Thread-safe. */
    List<Instant> turns(Condition condition) {
        return silences.list().stream()
                .filter(silence -> silence.match().fits(condition))
                .flatMap(silence -> Stream.of(silence.from(), silence.until()))
                .toList();
    }

    /** What holds a condition that fires. */
    Optional<Hold> of(Condition condition, Instant now) {
        return planned(condition, windows, now).or(() -> blamed(condition, now));
    }

    /** What holds it by plan: maintenance and silences. */
    Optional<Hold> planned(Condition condition, List<Window> among, Instant now) {
        return among.stream()
                .filter(window -> window.holdsAt(now) && window.match().fits(condition))
                .findFirst()
                .map(window -> new Hold(
                        Hold.Kind.MAINTENANCE,
                        window.id(),
                        window.title() + ", until " + Words.time(window.until(), Words.UTC)))
                .or(() -> silences.holding(condition, now)
                        .map(silence -> new Hold(
                                Hold.Kind.SILENCE,
                                silence.id(),
                                silence.owner() + " silenced it until " + Words.time(silence.until(), Words.UTC) + ": "
                                        + silence.reason())));
    }

    private Optional<Hold> blamed(Condition condition, Instant now) {
        if (ChannelFault.isOne(condition)) {
            return Optional.empty();
        }
        Blame blame =
                outside.dependencies().map(engine -> engine.blame(condition)).orElse(Blame.ITSELF);
        String purpose = "blame " + condition.key();
        if (blame.verdict() == Verdict.UNSURE && !looks.over(purpose, blame.checks(), now)) {
            return Optional.of(
                    new Hold(Hold.Kind.DEPENDENCY, "", "what it stands on is checked first: " + blame.because()));
        }
        if (blame.verdict() != Verdict.UNSURE) {
            looks.forget(purpose);
        }
        return blame.verdict() == Verdict.PARENTS
                ? Optional.of(new Hold(
                        Hold.Kind.DEPENDENCY,
                        blame.checks().isEmpty()
                                ? blame.because()
                                : blame.checks().get(0),
                        blame.because()))
                : Optional.empty();
    }

    /** What is to be written about the hold of a member; empty if nothing changes. */
    Optional<Draft> review(Part part, Instant now) {
        Condition condition = part.condition();
        if (!condition.firing() || part.heldFor(Hold.Kind.FLAPPING)) {
            return Optional.empty();
        }
        Optional<Hold> wanted = of(condition, now);
        Optional<Hold> there = part.hold();
        String recheck = "recheck " + condition.key();
        if (wanted.isPresent()) {
            looks.forget(recheck);
            boolean same = there.isPresent()
                    && there.get().kind() == wanted.get().kind()
                    && there.get().by().equals(wanted.get().by());
            return same ? Optional.empty() : Optional.of(held(condition, wanted.get()));
        }
        if (there.isEmpty() || there.get().kind() != Hold.Kind.SILENCE && now.isBefore(settled.get())) {
            return Optional.empty();
        }
        boolean cutOff =
                there.get().kind() == Hold.Kind.DEPENDENCY && !there.get().by().isEmpty();
        if (cutOff && !looks.over(recheck, List.of(Grouping.check(condition)), now)) {
            return Optional.empty(); // what it stands on is up again: it is looked at before anybody is called
        }
        looks.forget(recheck);
        return Optional.of(Draft.of(RELEASED, condition.subject() + " is held no longer: " + ended(there.get()) + ".")
                .with("key", condition.key()));
    }

    private static String ended(Hold hold) {
        return switch (hold.kind()) {
            case MAINTENANCE -> "the maintenance is over";
            case SILENCE -> "the silence is over";
            case DEPENDENCY ->
                hold.by().isEmpty() ? "what it stands on is not down" : "what it stands on is up again, and it is not";
            case FLAPPING -> "it is steady";
        };
    }

    /** A condition is in order: what was looked at for it is of no more use. */
    void forget(String key) {
        looks.forget("blame " + key);
        looks.forget("recheck " + key);
    }

    static Draft held(Condition condition, Hold hold) {
        return Draft.of(
                        HELD,
                        "Nobody is called about " + condition.subject() + ": " + Words.clause(hold.because()) + ".")
                .with("key", condition.key())
                .with("hold", hold.kind().name())
                .with("by", hold.by())
                .with("because", hold.because());
    }
}
