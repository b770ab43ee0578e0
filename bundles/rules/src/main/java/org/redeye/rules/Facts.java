package org.redeye.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.check.CheckState;
import org.redeye.api.probe.Reason;

/** What is known of a check at this time. Not thread-safe; guarded by the evaluator. */
final class Facts {

    final String check;
    String host = "";
    CheckState state = CheckState.PENDING;
    String reason = "";
    String message = "";
    /** When it came into this state, milliseconds since the epoch. */
    long since = Ladder.NONE;
    /** Until when nothing could be expected of it: it was pending, or the node had no network. */
    long excusedUntil = Ladder.NONE;

    /** Who waits for samples of it. */
    private final List<Subject> waiting = new ArrayList<>(0);

    private Map<String, Double> values = Map.of();

    Facts(String check) {
        this.check = check;
        int at = check.lastIndexOf('@');
        host = at < 0 ? "" : check.substring(at + 1);
    }

    /** Whether nothing can be expected of it: it waits, or this node has no network. */
    boolean excused() {
        return (state == CheckState.PENDING && since != Ladder.NONE)
                || (state == CheckState.UNKNOWN && reason.equals(Reason.NETWORK.word()));
    }

    void await(Subject subject) {
        waiting.add(subject);
    }

    /** Who waits for samples of it, as far as they are watched still. */
    List<Subject> waiting() {
        waiting.removeIf(subject -> subject.gone);
        return waiting;
    }

    /** Remembers a value that an expression asks for. */
    void note(String metric, String item, double value) {
        if (values.isEmpty()) {
            values = new HashMap<>();
        }
        values.put(name(metric, item), value);
    }

    /** The last value of a metric: of the same item, else of none. */
    Optional<Double> value(String metric, String item) {
        Double same = values.get(name(metric, item));
        return Optional.ofNullable(same == null ? values.get(metric) : same);
    }

    private static String name(String metric, String item) {
        return item.isEmpty() ? metric : metric + "[" + item + "]";
    }
}
