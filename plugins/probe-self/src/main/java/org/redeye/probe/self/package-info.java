/** Probe self: how the monitor itself is doing. */
@NullMarked
package org.redeye.probe.self;

import org.jspecify.annotations.NullMarked;
