/** The series engine: between those who measure and the store that keeps. */
@NullMarked
package org.redeye.series;

import org.jspecify.annotations.NullMarked;
