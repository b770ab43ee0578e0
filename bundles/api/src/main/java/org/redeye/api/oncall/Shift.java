package org.redeye.api.oncall;

import java.time.Instant;

/**
 * A stretch of time in which a schedule has one person. Immutable.
 *
 * @param schedule the schedule's name
 * @param person the person's name; empty if nobody has it: a gap
 * @param from when it begins
 * @param until when it ends
 * @param layer the layer it comes from, or the id of the override
 * @param because one sentence: the rotation, the override and whom it replaces, or why there is nobody
 */
public record Shift(String schedule, String person, Instant from, Instant until, String layer, String because) {}
