/** The face over HTTP. */
@NullMarked
package org.redeye.web;

import org.jspecify.annotations.NullMarked;
