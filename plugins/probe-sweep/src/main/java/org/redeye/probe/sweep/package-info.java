/** Probe sweep: which of many addresses answer to a ping. */
@NullMarked
package org.redeye.probe.sweep;

import org.jspecify.annotations.NullMarked;
