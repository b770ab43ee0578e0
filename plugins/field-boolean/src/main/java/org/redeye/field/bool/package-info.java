/** Field type boolean. */
@NullMarked
package org.redeye.field.bool;

import org.jspecify.annotations.NullMarked;
