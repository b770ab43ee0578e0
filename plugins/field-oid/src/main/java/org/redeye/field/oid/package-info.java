/** Field type oid. */
@NullMarked
package org.redeye.field.oid;

import org.jspecify.annotations.NullMarked;
