/** When something is worked on: windows that packages declare, and those that people and jobs open. */
@NullMarked
package org.redeye.maintenance;

import org.jspecify.annotations.NullMarked;
