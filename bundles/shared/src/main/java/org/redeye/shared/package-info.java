/** This instance ({@code Platform}) and the stream of what happens on it ({@code Events}). */
@NullMarked
package org.redeye.shared;

import org.jspecify.annotations.NullMarked;
