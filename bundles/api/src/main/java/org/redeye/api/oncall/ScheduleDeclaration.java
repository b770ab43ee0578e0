package org.redeye.api.oncall;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.section.Declaration;

/**
 * Who has the shift, by layers: the last layer that has somebody at a time decides.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param name the name others refer to it by
 * @param title the name for people
 * @param zone the time zone of all its local times
 * @param layers from the lowest to the highest
 */
public record ScheduleDeclaration(
        String id, String packageName, String name, String title, ZoneId zone, List<Layer> layers)
        implements Declaration {

    /** Copies the list. */
    public ScheduleDeclaration {
        layers = List.copyOf(layers);
    }

    /**
     * A rotation of people.
     *
     * @param name its key
     * @param turns who takes part, in the order of their turns
     * @param unit what one turn is counted in
     * @param length how many of these one turn lasts, 1 to 366
     * @param start when the first turn of the first person begins, by the clock on the wall; its time of day is that of
     *     hand-over
     * @param days the days on which the layer has anybody; empty for all. With {@link Unit#WEEKDAYS} only these days count as turns
     * @param from the time of day from which it has anybody; with {@link #until} empty for the whole day
     * @param until the time of day until which it has anybody; one before {@link #from} is on the next day
     */
    public record Layer(
            String name,
            List<Turn> turns,
            Unit unit,
            int length,
            LocalDateTime start,
            Set<DayOfWeek> days,
            Optional<LocalTime> from,
            Optional<LocalTime> until) {

        /** Copies list and set. */
        public Layer {
            turns = List.copyOf(turns);
            days = Set.copyOf(days);
        }
    }

    /** What a turn is counted in. */
    public enum Unit {
        /** Hours that pass, whatever the clock on the wall does. */
        HOURS,
        /** Days from hand-over to hand-over. */
        DAYS,
        /** Days that are among the layer's days; the others are nobody's turn, so each person gets as many. */
        WEEKDAYS,
        /** Weeks from hand-over to hand-over. */
        WEEKS
    }

    /**
     * Somebody's place in a rotation.
     *
     * @param person the person's name
     * @param from from when on they take part; empty for ever
     * @param until until when they take part; empty for ever
     */
    public record Turn(String person, Optional<LocalDateTime> from, Optional<LocalDateTime> until) {}
}
