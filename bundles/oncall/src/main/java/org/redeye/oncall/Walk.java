package org.redeye.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.oncall.Shift;

/** Goes through the time of a schedule from change to change. */
final class Walk {

    /** What may be asked for at once. */
    private static final Duration LONGEST = Duration.ofDays(11 * 366L);
    /** How far shifts are followed beyond what was asked for. */
    private static final Duration BEYOND = Duration.ofDays(31);
    /** How far the end of what holds now is looked for. */
    private static final Duration AHEAD = Duration.ofDays(90);
    /** Steps of one walk: hourly turns of eleven years in several layers stay below it. */
    private static final int MOST_STEPS = 1_000_000;

    private Walk() {}

    /** The shifts that touch a stretch, whole but for what is far outside. */
    static List<Shift> whole(String schedule, Roster roster, Instant from, Instant to) {
        require(from, to);
        return exact(schedule, roster, from.minus(BEYOND), to.plus(BEYOND)).stream()
                .filter(shift -> shift.until().isAfter(from) && shift.from().isBefore(to))
                .toList();
    }

    /** The shifts of a stretch, cut at its ends. */
    static List<Shift> cut(String schedule, Roster roster, Instant from, Instant to) {
        require(from, to);
        return exact(schedule, roster, from, to);
    }

    /** When somebody else has it than at an instant; {@link Instant#MAX} if that is more than 90 days away. */
    static Instant end(Roster roster, Instant at, Roster.Decision begun) {
        Instant horizon = at.plus(AHEAD);
        Instant next = begun.next();
        while (next.isBefore(horizon)) {
            Roster.Decision then = roster.at(next);
            if (!then.person().equals(begun.person())) {
                return next;
            }
            next = then.next();
        }
        return Instant.MAX;
    }

    private static void require(Instant from, Instant to) {
        if (from.isAfter(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("From " + from + " to " + to + " is no stretch of at most 11 years.");
        }
    }

    private static List<Shift> exact(String schedule, Roster roster, Instant from, Instant to) {
        var shifts = new ArrayList<Shift>();
        if (!from.isBefore(to)) {
            return shifts;
        }
        Instant begin = from;
        Roster.Decision begun = roster.at(from);
        Instant next = begun.next();
        for (int steps = 0; next.isBefore(to); steps++) {
            if (steps > MOST_STEPS) {
                throw new IllegalArgumentException("The schedule '" + schedule + "' changes more than " + MOST_STEPS
                        + " times between " + from + " and " + to + "; ask for less at once.");
            }
            Roster.Decision then = roster.at(next);
            if (!then.continues(begun)) {
                shifts.add(shift(schedule, begun, begin, next));
                begin = next;
                begun = then;
            }
            next = then.next();
        }
        shifts.add(shift(schedule, begun, begin, to));
        return shifts;
    }

    private static Shift shift(String schedule, Roster.Decision decision, Instant from, Instant until) {
        return new Shift(schedule, decision.person(), from, until, decision.source(), decision.because());
    }
}
