/** Field type list. */
@NullMarked
package org.redeye.field.list;

import org.jspecify.annotations.NullMarked;
