/** Field type bytes. */
@NullMarked
package org.redeye.field.bytes;

import org.jspecify.annotations.NullMarked;
