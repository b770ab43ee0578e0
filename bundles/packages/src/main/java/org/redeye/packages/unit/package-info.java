/** The files of a package as one unit: read from archives and folders, compared, signed, put in place whole or not at all. */
@NullMarked
package org.redeye.packages.unit;

import org.jspecify.annotations.NullMarked;
