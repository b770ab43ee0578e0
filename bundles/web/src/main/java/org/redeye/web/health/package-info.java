/** What machines ask: alive, ready, metrics. */
@NullMarked
package org.redeye.web.health;

import org.jspecify.annotations.NullMarked;
