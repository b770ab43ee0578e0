/** Section type slas. */
@NullMarked
package org.redeye.section.slas;

import org.jspecify.annotations.NullMarked;
