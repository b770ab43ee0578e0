package org.redeye.web.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that shall be tried on history.
 *
 * @param packageName the package it would stand in
 * @param fields its fields, by the names they have in YAML
 * @param from milliseconds since the epoch
 * @param to milliseconds since the epoch; null for now
 */
public record RehearsalRequest(
        @com.fasterxml.jackson.annotation.JsonProperty("package") @Nullable
        String packageName,

        @Nullable Map<String, Object> fields,
        @Nullable Long from,
        @Nullable Long to) {}
