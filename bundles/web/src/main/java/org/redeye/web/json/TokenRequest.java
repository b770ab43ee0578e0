package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A token that shall be made.
 *
 * @param name what it is for
 * @param role what it may do at most
 * @param expires when it ends, milliseconds since the epoch; null if it does not
 */
public record TokenRequest(
        @Nullable String name,
        @Nullable String role,
        @Nullable Long expires) {}
