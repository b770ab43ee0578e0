package org.redeye.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.check.CheckState;
import org.redeye.api.sla.StateHistory.Stretch;
import org.redeye.sla.Track.Change;

/** Makes stretches of changes: without a gap, and no two of the same state beside each other. */
final class Stretches {

    private final List<Stretch> found = new ArrayList<>();
    private final long from;
    private final long to;

    private Stretches(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** @param now what lies ahead is PENDING */
    static List<Stretch> of(List<Change> changes, long from, long to, long now) {
        var stretches = new Stretches(from, to);
        long at = Long.MIN_VALUE;
        CheckState state = CheckState.PENDING;
        for (Change change : changes) {
            stretches.add(state, at, Math.min(change.at(), now));
            at = change.at();
            state = change.state();
        }
        stretches.add(state, at, now);
        stretches.add(CheckState.PENDING, now, Long.MAX_VALUE);
        return stretches.found;
    }

    private void add(CheckState state, long begin, long end) {
        long first = Math.max(begin, from);
        long last = Math.min(end, to);
        if (first >= last) {
            return;
        }
        Stretch before = found.isEmpty() ? null : found.get(found.size() - 1);
        if (before != null && before.state() == state) {
            found.set(found.size() - 1, new Stretch(state, before.from(), Instant.ofEpochMilli(last)));
        } else {
            found.add(new Stretch(state, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last)));
        }
    }
}
