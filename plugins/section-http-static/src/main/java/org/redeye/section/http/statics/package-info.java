/** Section type http-static. */
@NullMarked
package org.redeye.section.http.statics;

import org.jspecify.annotations.NullMarked;
