/** Field type number. */
@NullMarked
package org.redeye.field.number;

import org.jspecify.annotations.NullMarked;
