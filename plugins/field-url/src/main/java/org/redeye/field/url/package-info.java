/** Field type url. */
@NullMarked
package org.redeye.field.url;

import org.jspecify.annotations.NullMarked;
