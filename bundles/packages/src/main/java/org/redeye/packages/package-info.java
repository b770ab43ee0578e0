/** The packages engine: reads the folder of packages, compiles them to declarations, edits their text. */
@NullMarked
package org.redeye.packages;

import org.jspecify.annotations.NullMarked;
