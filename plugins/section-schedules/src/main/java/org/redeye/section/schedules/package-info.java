/** Section type schedules. */
@NullMarked
package org.redeye.section.schedules;

import org.jspecify.annotations.NullMarked;
