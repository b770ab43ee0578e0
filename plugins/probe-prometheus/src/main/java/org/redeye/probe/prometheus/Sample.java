package org.redeye.probe.prometheus;

import java.util.Map;

/**
 * One line of the text.
 *
 * @param name as it stands there
 * @param type what its family is
 * @param labels in the order of the line
 * @param at milliseconds since the epoch; {@link #NOW} if the line does not say
 */
record Sample(String name, Type type, Map<String, String> labels, double value, long at) {

    static final long NOW = Long.MIN_VALUE;

    /** What a value is. */
    enum Type {
        GAUGE,
        /** A running count. */
        COUNTER,
        /** A running count of one bucket of a histogram. */
        BUCKET,
        /** What says when something began, or what version it is: no series. */
        NOTE
    }
}
