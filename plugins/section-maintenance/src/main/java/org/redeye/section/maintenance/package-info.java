/** Section type maintenance. */
@NullMarked
package org.redeye.section.maintenance;

import org.jspecify.annotations.NullMarked;
