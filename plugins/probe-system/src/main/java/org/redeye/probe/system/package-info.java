/** Probe system: the machine that the monitor runs on, read from {@code /proc}. */
@NullMarked
package org.redeye.probe.system;

import org.jspecify.annotations.NullMarked;
