/** Starts the container. */
@NullMarked
package org.redeye.launcher;

import org.jspecify.annotations.NullMarked;
