/** Stand-ins for the engines, small enough to be read. */
@NullMarked
package org.redeye.web.fakes;

import org.jspecify.annotations.NullMarked;
