package org.redeye.api.series;

import java.time.Duration;

/**
 * What a series is about. Two keys with the same {@link #id()} are the same series. Immutable.
 *
 * @param check the id of the check it comes from
 * @param metric the metric's name
 * @param item which of several like things; empty if one only
 * @param unit the unit of its values; empty for a plain count
 * @param node the node that measures it
 * @param step the time between two samples; 100 ms to 366 days
 */
public record SeriesKey(String check, String metric, String item, String unit, String node, Duration step) {

    /** Its id: {@code check:metric}, with {@code [item]} behind if there is one. */
    public String id() {
        return item.isEmpty() ? check + ":" + metric : check + ":" + metric + "[" + item + "]";
    }
}
