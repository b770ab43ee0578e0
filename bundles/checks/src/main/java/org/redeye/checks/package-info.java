/**
 * The checks engine. How a slot travels: {@link org.redeye.checks.Timeline} says that it is due, {@link
 * org.redeye.checks.Slots} takes places for it in the {@link org.redeye.checks.Gates}, a {@link org.redeye.checks.Lane}
 * gives it a thread, {@link org.redeye.checks.Caller} finds, configures and calls the probe, {@link
 * org.redeye.checks.Attempts} sees to its end, {@link org.redeye.checks.Results} makes state, samples and an event of
 * the outcome. {@link org.redeye.checks.Core} says when.
 */
@NullMarked
package org.redeye.checks;

import org.jspecify.annotations.NullMarked;
