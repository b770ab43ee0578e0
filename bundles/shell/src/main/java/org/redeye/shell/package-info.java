/** The commands of the scope {@code rem}: each parses, asks one engine and prints one table or JSON. */
@NullMarked
package org.redeye.shell;

import org.jspecify.annotations.NullMarked;
