/** The probe {@code imap}: whether a mail server greets, and what it offers. */
@NullMarked
package org.redeye.probe.imap;

import org.jspecify.annotations.NullMarked;
