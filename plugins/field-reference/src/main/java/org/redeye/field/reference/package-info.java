/** Field type reference. */
@NullMarked
package org.redeye.field.reference;

import org.jspecify.annotations.NullMarked;
