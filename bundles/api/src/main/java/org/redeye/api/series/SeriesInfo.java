package org.redeye.api.series;

/**
 * What is known of a stored series. An immutable snapshot.
 *
 * @param key what it is about
 * @param lastAt when the last sample was true, milliseconds since the epoch; 0 if there is none
 * @param lastValue the last value; NaN if unknown
 * @param endedAt when it ended (its check or item is gone), milliseconds since the epoch; 0 while it goes on
 */
public record SeriesInfo(SeriesKey key, long lastAt, double lastValue, long endedAt) {

    /** The id of the series. */
    public String id() {
        return key.id();
    }
}
