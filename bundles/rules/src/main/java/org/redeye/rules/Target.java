package org.redeye.rules;

import org.redeye.api.series.SeriesKey;

/**
 * What is watched.
 *
 * @param id of the check or series
 * @param check the id of the check
 * @param metric the metric; empty for a check's state
 * @param item which of several like things; empty if one only
 * @param unit the unit of its values
 * @param step the time between two samples, milliseconds; 0 for states
 */
record Target(String id, String check, String metric, String item, String unit, long step) {

    static Target of(SeriesKey key) {
        return new Target(
                key.id(),
                key.check(),
                key.metric(),
                key.item(),
                key.unit(),
                key.step().toMillis());
    }

    static Target of(String check) {
        return new Target(check, check, "", "", "", 0);
    }
}
