/** Sockets for probes: names, connections with or without TLS, datagrams, the course of one run. Private to each bundle. */
@NullMarked
package org.redeye.net;

import org.jspecify.annotations.NullMarked;
