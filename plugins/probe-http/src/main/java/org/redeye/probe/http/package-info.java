/**
 * The probe {@code http}: one request over a new connection, the time of each phase, and rules for the answer.
 *
 * <p>From the outside in: {@code HttpProbe} (the plugin), {@code HttpRun} (one run, redirects included), {@code Exchange}
 * (one request and its answer) on a {@code Loop} (one thread for thousands of connections), {@code ResponseParser} and
 * {@code Rules}.
 */
@NullMarked
package org.redeye.probe.http;

import org.jspecify.annotations.NullMarked;
