package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Member;

/**
 * One condition within an alert, with what the engine remembers of it. Immutable.
 *
 * @param condition as it was reported last
 * @param joined when it came to this alert
 * @param because why it belongs to it
 * @param hold what holds it
 * @param changes how often it went wrong and right
 * @param flips when it did so last, oldest first, at most {@link Tuning#MOST_FLAPS} + 1
 */
record Part(
        Condition condition, Instant joined, String because, Optional<Hold> hold, int changes, List<Instant> flips) {

    static Part of(Condition condition, Instant joined, String because) {
        return new Part(condition, joined, because, Optional.empty(), 0, List.of());
    }

    /** The same as it was reported at a time. */
    Part as(Condition now, Instant at) {
        if (now.firing() == condition.firing()) {
            return new Part(now, joined, because, hold, changes, flips);
        }
        List<Instant> last = Stream.concat(
                        flips.stream().skip(Math.max(0, flips.size() - Tuning.MOST_FLAPS)), Stream.of(at))
                .toList();
        return new Part(now, joined, because, hold, changes + 1, last);
    }

    Part held(Optional<Hold> by) {
        return new Part(condition, joined, because, by, changes, flips);
    }

    boolean firing() {
        return condition.firing();
    }

    /** Whether somebody is called about it. */
    boolean calls() {
        return condition.firing() && hold.isEmpty();
    }

    boolean heldFor(Hold.Kind kind) {
        return hold.isPresent() && hold.get().kind() == kind;
    }

    /** Whether it comes and goes too often. */
    boolean flaps(Instant now, Tuning tuning) {
        int before = flips.size() - tuning.flaps() - 1;
        return before >= 0 && flips.get(before).isAfter(now.minus(tuning.flapTime()));
    }

    /** From when on it no longer flaps. */
    Instant quietAt(Duration flapTime) {
        return flips.isEmpty() ? joined : flips.get(flips.size() - 1).plus(flapTime);
    }

    Member member() {
        return new Member(condition, joined, because, hold, changes);
    }
}
