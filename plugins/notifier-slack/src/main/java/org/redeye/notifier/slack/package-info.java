/** The notifier {@code slack}: notices in a chat. */
@NullMarked
package org.redeye.notifier.slack;

import org.jspecify.annotations.NullMarked;
