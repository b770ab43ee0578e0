/** The client of the shell that {@code bin/rem} runs. */
@NullMarked
package org.redeye.client;

import org.jspecify.annotations.NullMarked;
