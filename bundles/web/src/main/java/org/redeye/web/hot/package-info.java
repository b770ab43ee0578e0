/** The paths below /api/v1 that are plain servlets: the event stream and the points of series. */
@NullMarked
package org.redeye.web.hot;

import org.jspecify.annotations.NullMarked;
