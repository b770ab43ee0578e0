/** Section type overrides. */
@NullMarked
package org.redeye.section.overrides;

import org.jspecify.annotations.NullMarked;
