/** The probe {@code heartbeat}: whether something that calls in by itself still does, in time and without failing. */
@NullMarked
package org.redeye.probe.heartbeat;

import org.jspecify.annotations.NullMarked;
