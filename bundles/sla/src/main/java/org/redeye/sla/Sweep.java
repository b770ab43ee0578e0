package org.redeye.sla;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.redeye.api.check.CheckState;
import org.redeye.api.sla.StateHistory.Stretch;

/**
 * Makes of the states of checks, and of when they were worked on, how a service level was: goes through all changes in the order
 * of time and counts the checks of each kind. Used once.
 */
final class Sweep {

    /**
     * What is known of a check.
     *
     * @param id its id
     * @param states its states, without a gap
     * @param worked when it was worked on; they may overlap
     */
    record Line(String id, List<Stretch> states, List<Span> worked) {}

    /** A stretch of time, milliseconds since the epoch. */
    record Span(long from, long until) {}

    /** Gets what was found, in order, without a gap. */
    interface Sink {
        /** @param down the ids of the checks that were down */
        void add(long from, long until, Kind kind, List<String> down);
    }

    /** A change of one check: of its state, or by how many windows it is worked on. */
    private record Turn(long at, int line, Kind kind, int windows) {}

    private final List<Line> lines;
    private final boolean warningIsUp;
    private final Kind[] states;
    private final int[] windows;
    private final int[] counts = new int[Kind.values().length];
    private final TreeSet<String> down = new TreeSet<>();

    Sweep(List<Line> lines, boolean warningIsUp) {
        this.lines = lines;
        this.warningIsUp = warningIsUp;
        this.states = new Kind[lines.size()];
        this.windows = new int[lines.size()];
    }

    /** Goes through [from, to). Without checks nothing is known. */
    void run(long from, long to, Sink sink) {
        for (int i = 0; i < states.length; i++) {
            states[i] = Kind.UNKNOWN;
            count(i, 1);
        }
        long at = from;
        for (Turn turn : turns()) {
            long until = Math.min(Math.max(turn.at(), from), to);
            if (until > at) {
                sink.add(at, until, kind(), List.copyOf(down));
                at = until;
            }
            count(turn.line(), -1);
            states[turn.line()] = turn.windows() == 0 ? turn.kind() : states[turn.line()];
            windows[turn.line()] += turn.windows();
            count(turn.line(), 1);
        }
        if (to > at) {
            sink.add(at, to, kind(), List.copyOf(down));
        }
    }

    private List<Turn> turns() {
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < lines.size(); i++) {
            for (Stretch stretch : lines.get(i).states()) {
                turns.add(new Turn(stretch.from().toEpochMilli(), i, kind(stretch.state()), 0));
            }
            for (Span span : lines.get(i).worked()) {
                turns.add(new Turn(span.from(), i, Kind.EXCLUDED, 1));
                turns.add(new Turn(span.until(), i, Kind.EXCLUDED, -1));
            }
        }
        turns.sort(Comparator.comparingLong(Turn::at));
        return turns;
    }

    private void count(int line, int by) {
        Kind kind = windows[line] > 0 ? Kind.EXCLUDED : states[line];
        counts[kind.ordinal()] += by;
        if (kind == Kind.DOWN && by > 0) {
            down.add(lines.get(line).id());
        } else if (kind == Kind.DOWN) {
            down.remove(lines.get(line).id());
        }
    }

    private Kind kind() {
        for (Kind kind : List.of(Kind.DOWN, Kind.EXCLUDED, Kind.UNKNOWN)) {
            if (counts[kind.ordinal()] > 0) {
                return kind;
            }
        }
        return lines.isEmpty() ? Kind.UNKNOWN : Kind.UP;
    }

    private Kind kind(CheckState state) {
        return switch (state) {
            case OK -> Kind.UP;
            case WARNING -> warningIsUp ? Kind.UP : Kind.DOWN;
            case CRITICAL -> Kind.DOWN;
            case UNKNOWN, PENDING -> Kind.UNKNOWN;
        };
    }
}
