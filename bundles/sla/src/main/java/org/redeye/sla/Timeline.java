package org.redeye.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.redeye.api.sla.SlaStatus.Outage;

/** How a service level was, stretch by stretch, with the sums up to each of them. Not thread-safe. */
final class Timeline implements Sweep.Sink {

    /**
     * A stretch.
     *
     * @param before the sums of all stretches before it
     */
    private record Piece(long from, long until, Kind kind, List<String> down, Sums before) {}

    private final List<Piece> pieces = new ArrayList<>();

    @Override
    public void add(long from, long until, Kind kind, List<String> down) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null
                && last.until() == from
                && last.kind() == kind
                && last.down().equals(down)) {
            pieces.set(pieces.size() - 1, new Piece(last.from(), until, kind, down, last.before()));
        } else {
            Sums before = last == null ? Sums.ZERO : last.before().plus(last.kind(), last.until() - last.from());
            pieces.add(new Piece(from, until, kind, down, before));
        }
    }

    /** The sums of [from, to), as far as it is known. */
    Sums sums(long from, long to) {
        return to <= from ? Sums.ZERO : upTo(to).minus(upTo(from));
    }

    private Sums upTo(long at) {
        int least = 0;
        int beyond = pieces.size();
        while (least < beyond) { // the first piece that begins at or after it
            int middle = (least + beyond) >>> 1;
            if (pieces.get(middle).from() < at) {
                least = middle + 1;
            } else {
                beyond = middle;
            }
        }
        if (least == 0) {
            return Sums.ZERO;
        }
        Piece piece = pieces.get(least - 1);
        return piece.before().plus(piece.kind(), Math.min(at, piece.until()) - piece.from());
    }

    /** When it was down within [from, to), the newest first. */
    static List<Outage> outages(List<Timeline> timelines, long from, long to, int most) {
        var found = new ArrayList<Outage>();
        for (Timeline timeline : timelines) {
            for (Piece piece : timeline.pieces) {
                long begin = Math.max(piece.from(), from);
                long end = Math.min(piece.until(), to);
                if (piece.kind() == Kind.DOWN && begin < end) {
                    join(found, Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end), piece.down());
                }
            }
        }
        Collections.reverse(found);
        return found.subList(0, Math.min(most, found.size()));
    }

    /** One after the other without a pause is one outage. */
    private static void join(List<Outage> found, Instant from, Instant until, List<String> down) {
        Outage last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last == null || !last.until().equals(from)) {
            found.add(new Outage(from, until, down));
            return;
        }
        var checks = new TreeSet<>(last.checks());
        checks.addAll(down);
        found.set(found.size() - 1, new Outage(last.from(), until, List.copyOf(checks)));
    }
}
