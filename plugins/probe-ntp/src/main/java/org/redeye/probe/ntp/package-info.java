/** The probe {@code ntp}: how far a time server and this node are apart, and how good the server's time is. */
@NullMarked
package org.redeye.probe.ntp;

import org.jspecify.annotations.NullMarked;
