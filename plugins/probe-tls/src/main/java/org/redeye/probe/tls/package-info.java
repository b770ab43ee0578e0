/** The probe {@code tls}: whether a server's certificates and protocols are as they should be, and for how long yet. */
@NullMarked
package org.redeye.probe.tls;

import org.jspecify.annotations.NullMarked;
