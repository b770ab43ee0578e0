/** The probe {@code tcp}: whether a port answers, how fast, and whether it says what it should. */
@NullMarked
package org.redeye.probe.tcp;

import org.jspecify.annotations.NullMarked;
