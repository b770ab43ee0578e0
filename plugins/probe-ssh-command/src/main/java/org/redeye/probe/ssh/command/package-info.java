/** The probe {@code ssh-command}: a command on another machine, and what its answer means. */
@NullMarked
package org.redeye.probe.ssh.command;

import org.jspecify.annotations.NullMarked;
