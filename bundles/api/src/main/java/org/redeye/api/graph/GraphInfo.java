package org.redeye.api.graph;

import java.util.List;

/**
 * What can be drawn of a series or a check.
 *
 * @param id of the series or check
 * @param title its name for people
 * @param units the units of its series, the one with most series first; {@code ""} is that of plain counts. A graph shows
 *     one of them
 * @param step the shortest time between two samples, milliseconds
 */
public record GraphInfo(String id, String title, List<String> units, long step) {

    /** Copies the units. */
    public GraphInfo {
        units = List.copyOf(units);
    }
}
