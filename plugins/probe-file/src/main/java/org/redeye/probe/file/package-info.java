/** The probe {@code file}: age, size, number and content of files of this machine. */
@NullMarked
package org.redeye.probe.file;

import org.jspecify.annotations.NullMarked;
