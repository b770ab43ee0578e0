/** Field type text. */
@NullMarked
package org.redeye.field.text;

import org.jspecify.annotations.NullMarked;
