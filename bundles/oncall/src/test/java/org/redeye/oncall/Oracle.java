package org.redeye.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Turn;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;

/**
 * Who has a schedule, found by walking through time: day by day it asks whether a hand-over is due, and passes a token around the
 * table. Slow, and shares nothing with the engine: no division, no phases, and instants of local times by {@link ZonedDateTime}.
 */
final class Oracle {

    private final ScheduleDeclaration schedule;
    private final List<OverrideDeclaration> overrides;
    private final Set<String> people;
    private final List<TreeMap<Instant, String>> tokens = new ArrayList<>();

    Oracle(ScheduleDeclaration schedule, List<OverrideDeclaration> overrides, Set<String> people, Instant end) {
        this.schedule = schedule;
        this.overrides = overrides;
        this.people = people;
        schedule.layers().forEach(layer -> tokens.add(walk(layer, end)));
    }

    /** The person's name; empty if nobody. */
    String at(Instant at) {
        List<OverrideDeclaration> now = new ArrayList<>();
        for (OverrideDeclaration override : overrides) {
            if (override.from().compareTo(at) <= 0 && at.compareTo(override.until()) < 0) {
                now.add(override);
            }
        }
        now.sort((a, b) ->
                a.from().equals(b.from()) ? b.id().compareTo(a.id()) : b.from().compareTo(a.from()));
        for (OverrideDeclaration override : now) {
            if (override.instead().isEmpty() && people.contains(override.person())) {
                return override.person();
            }
        }
        String found = "";
        for (int i = 0; i < schedule.layers().size(); i++) {
            var entry = tokens.get(i).floorEntry(at);
            String holder = entry == null ? "" : entry.getValue();
            if (!holder.isEmpty() && isOpen(schedule.layers().get(i), at)) {
                String person = replaced(holder, now);
                found = person.isEmpty() ? found : person;
            }
        }
        return found;
    }

    private String replaced(String holder, List<OverrideDeclaration> now) {
        boolean off = false;
        for (OverrideDeclaration override : now) {
            if (override.instead().equals(holder)) {
                if (people.contains(override.person())) {
                    return override.person();
                }
                off |= override.person().isEmpty();
            }
        }
        return off || !people.contains(holder) ? "" : holder;
    }

    /** Minute by minute of the local day, is the door open? */
    private boolean isOpen(Layer layer, Instant at) {
        ZoneId zone = schedule.zone();
        if (layer.from().isEmpty() && layer.unit() == Unit.WEEKDAYS) {
            LocalDate day = LocalDate.ofInstant(at, zone).plusDays(1);
            while (instant(day.atTime(layer.start().toLocalTime()), zone).isAfter(at)) {
                day = day.minusDays(1);
            }
            return layer.days().contains(day.getDayOfWeek());
        }
        if (layer.from().isEmpty()) {
            return layer.days().isEmpty()
                    || layer.days().contains(ZonedDateTime.ofInstant(at, zone).getDayOfWeek());
        }
        LocalTime from = layer.from().get();
        LocalTime until = layer.until().orElseThrow();
        for (int back = 0; back <= 1; back++) {
            LocalDate day = LocalDate.ofInstant(at, zone).minusDays(back);
            DayOfWeek name = day.getDayOfWeek();
            LocalDate last = from.isBefore(until) ? day : day.plusDays(1);
            boolean meant = layer.days().isEmpty() || layer.days().contains(name);
            if (meant
                    && at.compareTo(instant(day.atTime(from), zone)) >= 0
                    && at.compareTo(instant(last.atTime(until), zone)) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Passes the token: each event is a hand-over that is due, or somebody who comes or goes. */
    private TreeMap<Instant, String> walk(Layer layer, Instant end) {
        ZoneId zone = schedule.zone();
        List<Instant> dues = handOvers(layer, zone, end);
        var events = new TreeMap<Instant, Boolean>();
        for (Turn turn : layer.turns()) {
            for (Optional<LocalDateTime> time : List.of(turn.from(), turn.until())) {
                time.map(local -> instant(local, zone))
                        .filter(at -> at.isAfter(dues.get(0)) && at.isBefore(end))
                        .ifPresent(at -> events.put(at, false));
            }
        }
        dues.forEach(due -> events.put(due, true));
        var held = new TreeMap<Instant, String>();
        int seat = -1;
        boolean empty = true;
        boolean aheadOfTime = false;
        for (var event : events.entrySet()) {
            Set<Integer> seated = seated(layer, event.getKey(), zone);
            if (event.getValue()) {
                if (!(aheadOfTime && !empty && seated.contains(seat))) {
                    int next = next(seat, seated, layer.turns().size());
                    empty = next < 0;
                    seat = empty ? seat : next;
                }
                aheadOfTime = false;
            } else if (empty || !seated.contains(seat)) {
                int next = next(seat, seated, layer.turns().size());
                empty = next < 0;
                aheadOfTime = !empty;
                seat = empty ? seat : next;
            }
            held.put(event.getKey(), empty ? "" : layer.turns().get(seat).person());
        }
        return held;
    }

    private static int next(int seat, Set<Integer> seated, int size) {
        for (int i = 1; i <= size; i++) {
            int candidate = (seat + i + size) % size;
            if (seated.contains(candidate)) {
                return candidate;
            }
        }
        return -1;
    }

    private static Set<Integer> seated(Layer layer, Instant at, ZoneId zone) {
        var seated = new HashSet<Integer>();
        for (int i = 0; i < layer.turns().size(); i++) {
            Turn turn = layer.turns().get(i);
            boolean come =
                    turn.from().isEmpty() || !instant(turn.from().get(), zone).isAfter(at);
            boolean gone = turn.until().isPresent()
                    && !instant(turn.until().get(), zone).isAfter(at);
            if (come && !gone) {
                seated.add(i);
            }
        }
        return seated;
    }

    /** Counts days, or hours, one by one. */
    private static List<Instant> handOvers(Layer layer, ZoneId zone, Instant end) {
        var dues = new ArrayList<Instant>();
        if (layer.unit() == Unit.HOURS) {
            int hours = 0;
            for (Instant at = instant(layer.start(), zone); at.isBefore(end); at = at.plusSeconds(3600)) {
                if (hours++ % layer.length() == 0) {
                    dues.add(at);
                }
            }
            return dues;
        }
        int length = layer.unit() == Unit.WEEKS ? 7 * layer.length() : layer.length();
        int days = 0;
        LocalDate day = layer.start().toLocalDate();
        for (Instant at = instant(layer.start(), zone); at.isBefore(end); ) {
            boolean counts = layer.unit() != Unit.WEEKDAYS || layer.days().contains(day.getDayOfWeek());
            if (counts && days++ % length == 0) {
                dues.add(at);
            }
            day = day.plusDays(1);
            at = instant(day.atTime(layer.start().toLocalTime()), zone);
        }
        return dues;
    }

    /** By the library's own rule for overlaps; where the clock jumped over the time, minute by minute back to the jump. */
    static Instant instant(LocalDateTime local, ZoneId zone) {
        ZonedDateTime usual = ZonedDateTime.ofLocal(local, zone, null);
        if (!usual.toLocalDateTime().equals(local)) {
            Instant at = usual.toInstant();
            while (at.minusSeconds(60).atZone(zone).toLocalDateTime().isAfter(local)) {
                at = at.minusSeconds(60);
            }
            return at;
        }
        return usual.withEarlierOffsetAtOverlap().toInstant();
    }
}
