/** Probe network: whether this node's own network is there. */
@NullMarked
package org.redeye.probe.network;

import org.jspecify.annotations.NullMarked;
