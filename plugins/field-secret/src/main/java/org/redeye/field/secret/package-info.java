/** Field type secret. */
@NullMarked
package org.redeye.field.secret;

import org.jspecify.annotations.NullMarked;
