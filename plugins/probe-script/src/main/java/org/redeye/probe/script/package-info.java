/** The probe {@code script}: a check program of Nagios and its heirs, or one that answers as they do. */
@NullMarked
package org.redeye.probe.script;

import org.jspecify.annotations.NullMarked;
