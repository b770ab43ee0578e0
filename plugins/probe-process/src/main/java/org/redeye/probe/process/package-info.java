/** The probe {@code process}: whether programs run on this machine, how many, and what they use. */
@NullMarked
package org.redeye.probe.process;

import org.jspecify.annotations.NullMarked;
