package org.redeye.graphs;

import java.util.List;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.Span;
import org.redeye.api.series.SeriesInfo;

/**
 * What decides how a graph looks, but for the points themselves: while it is equal, a picture that was drawn is still
 * right. It changes with each sample in the window, and while samples stay away, pixel by pixel with the time.
 *
 * @param title its name
 * @param from where the window begins, milliseconds since the epoch
 * @param to where it ends
 * @param stale whether samples stay away for longer than they should
 * @param series what is known of its series as of the window's end, at most {@value #MOST_LINES}
 * @param leftOff how many further series there are
 */
record Scene(String title, long from, long to, boolean stale, List<SeriesInfo> series, int leftOff) {

    /** Lines of one graph: more than this nobody tells apart. */
    static final int MOST_LINES = 32;
    /** Samples are late after three steps and this, milliseconds; as the console has it. */
    private static final long GRACE = 5000;

    static Scene of(GraphSpec spec, String title, List<SeriesInfo> all, long now) {
        long step = Long.MAX_VALUE;
        long lastAt = 0;
        for (SeriesInfo info : all) {
            step = Math.min(step, info.key().step().toMillis());
            lastAt = Math.max(lastAt, info.lastAt());
        }
        boolean stale = now - lastAt > 3 * step + GRACE;
        long to;
        long from;
        if (spec.span() instanceof Span.Between between) {
            from = between.from();
            to = between.to();
        } else {
            long length = ((Span.Last) spec.span()).length().toMillis();
            long pixel = Math.max(step, length / spec.width());
            to = Math.floorDiv(lastAt, step) * step + step;
            if (stale) {
                to = Math.max(to, Math.floorDiv(now, pixel) * pixel);
            }
            from = Math.max(0, to - length);
        }
        long begin = from;
        long end = to;
        List<SeriesInfo> seen = all.stream()
                .filter(info -> info.endedAt() == 0 || info.endedAt() >= begin)
                .map(info -> until(info, end))
                .toList();
        boolean live = spec.span() instanceof Span.Last || now < end;
        List<SeriesInfo> shown =
                (seen.isEmpty() ? all : seen).stream().limit(MOST_LINES).toList();
        return new Scene(title, from, to, stale && live, shown, Math.max(0, seen.size() - MOST_LINES));
    }

    /** What a later sample says is none of this window's business. */
    private static SeriesInfo until(SeriesInfo info, long end) {
        return info.lastAt() < end ? info : new SeriesInfo(info.key(), end, Double.NaN, 0);
    }

    /** When the newest sample of the window was true; 0 if there is none. */
    long asOf() {
        long newest = 0;
        for (SeriesInfo info : series) {
            newest = Math.max(newest, info.lastAt());
        }
        return newest;
    }
}
