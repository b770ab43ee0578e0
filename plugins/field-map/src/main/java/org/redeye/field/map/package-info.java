/** Field type map. */
@NullMarked
package org.redeye.field.map;

import org.jspecify.annotations.NullMarked;
