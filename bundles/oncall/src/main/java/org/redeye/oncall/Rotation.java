package org.redeye.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Turn;
import org.redeye.api.oncall.WallClock;

/**
 * Whose turn it is. Everybody has a place in a ring; with each turn it goes on to the next in the ring who takes part. Who
 * joins waits for the next turn that comes to their place. Who leaves goes at once, and the next in the ring comes early: for the rest of
 * that turn and for their own one. So the order never changes, and between two changes all have as many turns as each
 * other, but for one. Immutable.
 *
 * <p>The time is cut into phases in which the same people take part. Each begins with where the ring stood, and from there a
 * turn is found by division: no time is walked through.
 */
final class Rotation {

    /** At no place. */
    static final int NOBODY = -1;

    private final Turns turns;
    private final List<Phase> phases;

    /**
     * A stretch of time with the same people.
     *
     * @param from when it begins
     * @param turn the turn that {@link #place} is about
     * @param place where the ring stood in that turn
     * @param held whether the one at that place had the turn; if not, nobody took part
     * @param early whether that one came early, so that the turn behind is theirs too
     * @param places the places of those who take part, in order
     */
    private record Phase(Instant from, long turn, int place, boolean held, boolean early, int[] places) {

        boolean has(int wanted) {
            return Arrays.binarySearch(places, wanted) >= 0;
        }

        /** The index in {@link #places} of the next behind a place. */
        int behind(int wanted) {
            int found = Arrays.binarySearch(places, wanted + 1);
            int index = found >= 0 ? found : -found - 1;
            return index == places.length ? 0 : index;
        }
    }

    /** Whose turn one is, and whether they came early. */
    private record Standing(int place, boolean held, boolean early) {}

    Rotation(Layer layer, ZoneId zone) {
        turns = Turns.of(layer, zone);
        phases = phases(layer.turns(), zone);
    }

    /** The place in {@link Layer#turns} of who has the turn; {@link #NOBODY} if nobody has. */
    int at(Instant instant) {
        int index = phase(instant);
        if (index < 0) {
            return NOBODY;
        }
        Standing standing = standing(phases.get(index), turns.at(instant));
        return standing.held() ? standing.place() : NOBODY;
    }

    /** The next instant after this at which somebody else may have the turn; {@link Instant#MAX} if there is none. */
    Instant next(Instant instant) {
        int index = phase(instant);
        Instant next = index + 1 < phases.size() ? phases.get(index + 1).from() : Instant.MAX;
        if (index >= 0 && phases.get(index).places().length > 1) {
            Instant end = turns.begin(turns.at(instant) + 1);
            next = end.isBefore(next) ? end : next;
        }
        return next;
    }

    private int phase(Instant instant) {
        int low = 0;
        int high = phases.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (phases.get(middle).from().isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    private static Standing standing(Phase phase, long turn) {
        long steps = turn - phase.turn();
        if (steps <= 0) {
            return new Standing(phase.place(), phase.held(), phase.early());
        }
        int count = phase.places().length;
        if (count == 0) {
            return new Standing(phase.place(), false, false);
        }
        boolean stays = phase.held() && phase.early() && phase.has(phase.place());
        int first = stays ? Arrays.binarySearch(phase.places(), phase.place()) : phase.behind(phase.place());
        return new Standing(phase.places()[(int) ((first + steps - 1) % count)], true, false);
    }

    private List<Phase> phases(List<Turn> ring, ZoneId zone) {
        Instant start = turns.begin(0);
        var cuts = new TreeSet<Instant>(List.of(start));
        for (Turn turn : ring) {
            instant(turn.from(), zone).filter(start::isBefore).ifPresent(cuts::add);
            instant(turn.until(), zone).filter(start::isBefore).ifPresent(cuts::add);
        }
        var found = new ArrayList<Phase>();
        Phase phase = new Phase(Instant.MIN, -1, NOBODY, false, false, new int[0]);
        for (Instant cut : cuts) {
            long before = cut.equals(start) ? -1 : turns.at(cut.minusNanos(1));
            Standing left = standing(phase, before);
            int[] places = places(ring, cut, zone);
            phase = new Phase(cut, before, left.place(), left.held(), left.early(), places);
            if (turns.at(cut) == before) {
                phase = handedOn(phase);
            }
            found.add(phase);
        }
        return List.copyOf(found);
    }

    /** In the middle of a turn: who left is followed at once, and where nobody was, who comes has it at once. */
    private static Phase handedOn(Phase phase) {
        if (phase.held() && phase.has(phase.place())) {
            return phase;
        }
        int count = phase.places().length;
        return new Phase(
                phase.from(),
                phase.turn(),
                count == 0 ? phase.place() : phase.places()[phase.behind(phase.place())],
                count > 0,
                count > 0,
                phase.places());
    }

    private static int[] places(List<Turn> ring, Instant instant, ZoneId zone) {
        return IntStream.range(0, ring.size())
                .filter(place -> takesPart(ring.get(place), instant, zone))
                .toArray();
    }

    private static boolean takesPart(Turn turn, Instant instant, ZoneId zone) {
        return instant(turn.from(), zone).filter(instant::isBefore).isEmpty()
                && instant(turn.until(), zone)
                        .filter(until -> !instant.isBefore(until))
                        .isEmpty();
    }

    private static Optional<Instant> instant(Optional<LocalDateTime> local, ZoneId zone) {
        return local.map(time -> WallClock.instant(time, zone));
    }
}
