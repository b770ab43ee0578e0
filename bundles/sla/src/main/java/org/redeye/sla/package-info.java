/**
 * Service levels. {@link org.redeye.sla.HistoryBook} notes in which states checks were, a {@link org.redeye.sla.Sweep} makes of
 * that, and of maintenance, when a service level was up, a {@link org.redeye.sla.Timeline} sums it up, {@link
 * org.redeye.sla.SlaEngine} tells, reports and keeps the figures.
 */
@NullMarked
package org.redeye.sla;

import org.jspecify.annotations.NullMarked;
