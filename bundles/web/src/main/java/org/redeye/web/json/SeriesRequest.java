package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * What shall be done with a stored series; each request needs some of it.
 *
 * @param id the series
 * @param into the series that it is joined with
 * @param check the check's id from now on; null if it stays
 * @param metric the metric's name from now on; null if it stays
 * @param item which of several like things from now on; null if it stays
 * @param undo whether that it was retired is taken back; null for false
 */
public record SeriesRequest(
        @Nullable String id,
        @Nullable String into,
        @Nullable String check,
        @Nullable String metric,
        @Nullable String item,
        @Nullable Boolean undo) {}
