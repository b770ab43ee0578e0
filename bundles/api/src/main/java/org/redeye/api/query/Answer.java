package org.redeye.api.query;

import java.util.List;

/**
 * What became of a query.
 *
 * @param lines in the order of their ids; the greatest first if a number of them was asked for
 * @param truncated whether more series match than there are lines
 */
public record Answer(List<Line> lines, boolean truncated) {

    /** Copies the lines. */
    public Answer {
        lines = List.copyOf(lines);
    }
}
