package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A window of maintenance that shall be opened.
 *
 * @param title its name for people
 * @param match what is worked on
 * @param from when it begins, milliseconds since the epoch; null for now
 * @param until when it ends; null if the length says
 * @param lengthSeconds how long it lasts; null if the end is said
 */
public record MaintenanceRequest(
        @Nullable String title,
        MaintenanceJson.@Nullable Worked match,
        @Nullable Long from,
        @Nullable Long until,
        @Nullable Double lengthSeconds) {}
