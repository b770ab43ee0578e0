package org.redeye.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.oncall.Stead.Swap;

/**
 * One schedule, ready to be asked. Immutable.
 *
 * <p>Goes from the last layer to the first. Where a layer has somebody: an override that names another one instead wins;
 * who has a day off, or is no person that anybody knows, is passed over, and the layers below go on. Before all layers comes an override
 * that replaces whoever it is. What an override brings is not replaced again, so that two people can exchange.
 */
final class Roster {

    private final List<Level> levels;
    private final Stead stead;
    private final Set<String> people;

    private record Level(Layer layer, Rotation rotation, Coverage coverage) {

        int at(Instant instant) {
            return coverage.covers(instant) ? rotation.at(instant) : Rotation.NOBODY;
        }

        Instant next(Instant instant) {
            Instant edge = coverage.next(instant);
            if (!coverage.covers(instant)) {
                return edge;
            }
            Instant turn = rotation.next(instant);
            return turn.isBefore(edge) ? turn : edge;
        }

        String because(String person) {
            String unit = layer.unit().name().toLowerCase(Locale.ROOT);
            String each = layer.length() == 1 ? unit.substring(0, unit.length() - 1) : unit;
            return person + " has the turn in the layer '" + layer.name() + "' (" + layer.length() + " " + each
                    + " each)";
        }
    }

    /**
     * Who has it.
     *
     * @param person the name; empty if nobody
     * @param source the layer's name or the override's id; empty if nobody
     * @param passed why those were passed over who would have had it
     * @param level the layer, if one decided
     * @param swap the override, if one decided
     * @param next when that may change
     */
    record Decision(
            String person,
            String source,
            List<String> passed,
            Optional<Level> level,
            Optional<Swap> swap,
            Instant next) {

        /** Whether this is a shift with another one. */
        boolean continues(Decision other) {
            return person.equals(other.person)
                    && source.equals(other.source)
                    && (!person.isEmpty() || passed.equals(other.passed));
        }

        /** Why, as a sentence. */
        String because() {
            String passedOver = passed.isEmpty() ? "" : "; " + String.join("; ", passed);
            if (person.isEmpty()) {
                return "No layer has anybody at that time" + passedOver + ".";
            }
            return level.map(found -> found.because(person))
                            .orElseGet(() -> swap.map(Swap::because).orElse(""))
                    + passedOver + ".";
        }
    }

    /**
     * @param schedule with names as they are found from anywhere
     * @param swaps its overrides, likewise
     * @param people the names of all people, likewise
     */
    Roster(ScheduleDeclaration schedule, List<Swap> swaps, Set<String> people) {
        this.levels = schedule.layers().stream()
                .map(layer ->
                        new Level(layer, new Rotation(layer, schedule.zone()), Coverage.of(layer, schedule.zone())))
                .toList();
        this.stead = new Stead(swaps);
        this.people = people;
    }

    /** Who has it at an instant. */
    Decision at(Instant instant) {
        List<Swap> swaps = stead.at(instant);
        Instant next = stead.next(instant);
        for (Swap swap : swaps) {
            if (swap.instead().isEmpty() && people.contains(swap.person())) {
                return new Decision(swap.person(), swap.id(), List.of(), Optional.empty(), Optional.of(swap), next);
            }
        }
        List<String> passed = List.of();
        for (int i = levels.size() - 1; i >= 0; i--) {
            Level level = levels.get(i);
            Instant edge = level.next(instant);
            next = edge.isBefore(next) ? edge : next;
            int place = level.at(instant);
            if (place == Rotation.NOBODY) {
                continue;
            }
            String person = level.layer().turns().get(place).person();
            Optional<Swap> swap = swaps.isEmpty() ? Optional.empty() : swap(swaps, person);
            if (swap.isPresent() && !swap.get().person().isEmpty()) {
                Swap stands = swap.get();
                return new Decision(stands.person(), stands.id(), passed, Optional.empty(), swap, next);
            }
            if (swap.isEmpty() && people.contains(person)) {
                return new Decision(person, level.layer().name(), passed, Optional.of(level), Optional.empty(), next);
            }
            passed = more(passed, swap.map(Swap::because).orElse("nobody knows the person '" + person + "'"));
        }
        return new Decision("", "", passed, Optional.empty(), Optional.empty(), next);
    }

    /** The override that is about a person: one that names who comes goes before a day off. */
    private Optional<Swap> swap(List<Swap> swaps, String person) {
        Optional<Swap> off = Optional.empty();
        for (Swap swap : swaps) {
            if (swap.instead().equals(person)) {
                if (people.contains(swap.person())) {
                    return Optional.of(swap);
                }
                if (swap.person().isEmpty() && off.isEmpty()) {
                    off = Optional.of(swap);
                }
            }
        }
        return off;
    }

    private static List<String> more(List<String> some, String one) {
        var all = new ArrayList<>(some);
        all.add(one);
        return all;
    }
}
