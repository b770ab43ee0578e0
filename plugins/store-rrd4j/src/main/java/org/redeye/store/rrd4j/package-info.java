/** The series store on RRD4J: one round robin file a series, a journal in front of them. */
@NullMarked
package org.redeye.store.rrd4j;

import org.jspecify.annotations.NullMarked;
