/** Serves what packages declare for HTTP. */
@NullMarked
package org.redeye.sites;

import org.jspecify.annotations.NullMarked;
