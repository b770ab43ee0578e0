/** Field type host. */
@NullMarked
package org.redeye.field.host;

import org.jspecify.annotations.NullMarked;
