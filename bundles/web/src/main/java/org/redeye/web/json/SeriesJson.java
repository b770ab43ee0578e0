package org.redeye.web.json;

import org.jspecify.annotations.Nullable;
import org.redeye.api.series.SeriesInfo;

/**
 * A stored series.
 *
 * @param id {@code check:metric}, with {@code [item]} behind if there are several
 * @param unit the unit of its values; empty for a plain count
 * @param check the check it comes from
 * @param metric the metric's name
 * @param item which of several like things; empty if one only
 * @param node the node that measures it
 * @param step seconds between two samples
 * @param ended when it ended, milliseconds since the epoch; null while it goes on
 * @param last the last sample; null if there is none
 */
public record SeriesJson(
        String id,
        String unit,
        String check,
        String metric,
        String item,
        String node,
        double step,
        @Nullable Long ended,
        @Nullable Last last) {

    /**
     * The last sample.
     *
     * @param at when it was true, milliseconds since the epoch
     * @param value the value; null in JSON if unknown
     */
    public record Last(long at, double value) {}

    /** A series of the engine. */
    public static SeriesJson of(SeriesInfo info) {
        return new SeriesJson(
                info.id(),
                info.key().unit(),
                info.key().check(),
                info.key().metric(),
                info.key().item(),
                info.key().node(),
                CheckJson.seconds(info.key().step()),
                info.endedAt() == 0 ? null : info.endedAt(),
                info.lastAt() == 0 ? null : new Last(info.lastAt(), info.lastValue()));
    }
}
