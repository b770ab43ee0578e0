/** Commands over SSH: a connection for each target, kept for a while; a channel for each command. */
@NullMarked
package org.redeye.ssh;

import org.jspecify.annotations.NullMarked;
