package org.redeye.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.alert.Severity;

/**
 * One time through the steps of a role. Changed by {@link Life} alone.
 */
final class Round {

    /**
     * Somebody's turn to be called.
     *
     * @param step the step, 0 for the holder of the role
     * @param person the person's name
     * @param begin from when on the delays of the contacts count
     */
    record Turn(int step, String person, Instant begin) {}

    final int number;
    final Instant start;
    final String cause;
    final Severity severity;
    final List<Turn> turns = new ArrayList<>();
    /** When each step began or was left out. */
    final Map<Integer, Instant> begun = new TreeMap<>();
    /** Steps that have nobody. */
    final Map<Integer, Instant> empty = new TreeMap<>();

    Round(int number, Instant start, String cause, Severity severity) {
        this.number = number;
        this.start = start;
        this.cause = cause;
        this.severity = severity;
    }

    /** Whether it only says that something comes and goes. */
    boolean flapping() {
        return cause.equals(Life.FLAPPING);
    }

    Optional<Turn> turn(int step, String person) {
        return turns.stream()
                .filter(turn -> turn.step() == step && turn.person().equals(person))
                .findFirst();
    }

    /** The greatest step that has begun or was left out; -1 if none. */
    int last() {
        return begun.keySet().stream().mapToInt(step -> step).max().orElse(-1);
    }
}
