package org.redeye.graphs;

import java.util.List;
import org.redeye.api.graph.GraphSpec;

/**
 * All that a picture shows.
 *
 * @param spec how it shall look
 * @param title its name
 * @param window the time shown
 * @param asOf when the newest sample was true, milliseconds since the epoch; 0 if there is none
 * @param stale whether samples stay away for longer than they should
 * @param lines the series of one unit, in the order of their ids
 * @param leftOff how many further series there are
 */
record Sheet(GraphSpec spec, String title, TimeAxis window, long asOf, boolean stale, List<Line> lines, int leftOff) {

    /** What it shows, as sentences: for those who do not see it. */
    String description() {
        var text = new StringBuilder(256);
        text.append(asOf == 0 ? "No sample yet." : "As of " + window.full(asOf) + (stale ? ", stale." : "."));
        for (Line line : lines) {
            text.append(' ').append(line.label()).append(": ").append(String.join(", ", Legend.values(line)));
            text.append('.');
        }
        if (leftOff > 0) {
            text.append(" And ").append(leftOff).append(" more.");
        }
        return text.toString();
    }
}
