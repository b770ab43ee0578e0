/** The resources below /api/v1, one per noun. */
@NullMarked
package org.redeye.web.rest;

import org.jspecify.annotations.NullMarked;
