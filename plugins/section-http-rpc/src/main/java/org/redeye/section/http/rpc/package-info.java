/** Section type http-rpc. */
@NullMarked
package org.redeye.section.http.rpc;

import org.jspecify.annotations.NullMarked;
