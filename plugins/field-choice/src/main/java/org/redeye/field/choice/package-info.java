/** Field type choice. */
@NullMarked
package org.redeye.field.choice;

import org.jspecify.annotations.NullMarked;
