package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An override that shall be written.
 *
 * @param packageName in JSON {@code package}: where it is written
 * @param schedule the schedule; left out for all in which {@code instead} has a shift
 * @param person who has it; left out for a day off
 * @param instead whom it replaces; left out for whoever it is
 * @param from milliseconds since the epoch
 * @param until milliseconds since the epoch
 * @param reason why; stands in the override and in the history
 * @param dryRun whether only to tell what it would do
 */
public record OverrideRequest(
        @JsonProperty("package") @Nullable String packageName,
        @Nullable String schedule,
        @Nullable String person,
        @Nullable String instead,
        @Nullable Long from,
        @Nullable Long until,
        @Nullable String reason,
        @Nullable Boolean dryRun) {}
