/**
 * The probe {@code ping}: loss, round trip times and jitter.
 *
 * <p>{@code PingProbe} (the plugin) gives each run a {@code Round}, which sends through an {@code Echo}: ICMP through a
 * socket of the kernel's ({@code EchoSocket}, one for all runs), or TCP where ICMP is not allowed ({@code TcpEcho}).
 */
@NullMarked
package org.redeye.probe.ping;

import org.jspecify.annotations.NullMarked;
