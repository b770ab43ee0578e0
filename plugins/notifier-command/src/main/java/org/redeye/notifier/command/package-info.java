/** The notifier {@code command}: notices by a program of this machine. */
@NullMarked
package org.redeye.notifier.command;

import org.jspecify.annotations.NullMarked;
