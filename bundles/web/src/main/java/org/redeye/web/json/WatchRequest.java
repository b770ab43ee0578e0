package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A close look that shall begin.
 *
 * @param every seconds between two runs, 0.2 to 60; null for 1
 * @param length how many seconds it lasts, up to 600; null for 30
 */
public record WatchRequest(@Nullable Double every, @Nullable Double length) {}
