/** The probe {@code smtp}: whether a mail server greets, and what it offers. */
@NullMarked
package org.redeye.probe.smtp;

import org.jspecify.annotations.NullMarked;
