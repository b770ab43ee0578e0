/** Field type duration. */
@NullMarked
package org.redeye.field.duration;

import org.jspecify.annotations.NullMarked;
