/** The probe {@code prometheus}: makes series of what a target exposes as Prometheus or OpenMetrics text. */
@NullMarked
package org.redeye.probe.prometheus;

import org.jspecify.annotations.NullMarked;
