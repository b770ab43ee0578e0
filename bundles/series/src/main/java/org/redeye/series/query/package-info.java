/** Answers questions about many series: reads them, reckons with them. */
@NullMarked
package org.redeye.series.query;

import org.jspecify.annotations.NullMarked;
