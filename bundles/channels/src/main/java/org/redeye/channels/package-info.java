/** Carries notices to notifiers, one try a call, whatever a notifier does; and signs the links by which people answer. */
@NullMarked
package org.redeye.channels;

import org.jspecify.annotations.NullMarked;
