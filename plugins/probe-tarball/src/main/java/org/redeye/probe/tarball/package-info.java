/** The probe {@code tarball}: whether backups that are kept as dated archives are there, young, whole and unlocked. */
@NullMarked
package org.redeye.probe.tarball;

import org.jspecify.annotations.NullMarked;
