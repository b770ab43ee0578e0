/** Alerts in Alertmanager's format (API version 2): its tools ask for them here, and Prometheus sends its own in. */
@NullMarked
package org.redeye.web.alertmanager;

import org.jspecify.annotations.NullMarked;
