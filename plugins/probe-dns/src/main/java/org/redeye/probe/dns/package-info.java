/** The probe {@code dns}: whether a name server answers a question, how fast, and whether with what it should. */
@NullMarked
package org.redeye.probe.dns;

import org.jspecify.annotations.NullMarked;
