/** Runs the programs of packages: found in their folder, started without a shell, killed at their bounds. */
@NullMarked
package org.redeye.packages.script;

import org.jspecify.annotations.NullMarked;
