/** The section {@code channels}: the ways by which people are called. */
@NullMarked
package org.redeye.section.channels;

import org.jspecify.annotations.NullMarked;
