/**
 * The alerts engine. What an alert is follows from its entries ({@link org.redeye.alerts.Life}); what happens next follows
 * from that and the time ({@link org.redeye.alerts.Plan}); each step is one entry, so that a crash between any two is no
 * more than a pause.
 */
@NullMarked
package org.redeye.alerts;

import org.jspecify.annotations.NullMarked;
