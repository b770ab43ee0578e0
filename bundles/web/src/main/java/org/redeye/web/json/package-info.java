/** What goes over the wire: one record per shape. */
@NullMarked
package org.redeye.web.json;

import org.jspecify.annotations.NullMarked;
