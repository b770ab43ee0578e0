/** The series store on a server that speaks Prometheus: a buffer on disk, a sender behind it, reading back over HTTP. */
@NullMarked
package org.redeye.store.prometheus;

import org.jspecify.annotations.NullMarked;
