/** Section type routes. */
@NullMarked
package org.redeye.section.routes;

import org.jspecify.annotations.NullMarked;
