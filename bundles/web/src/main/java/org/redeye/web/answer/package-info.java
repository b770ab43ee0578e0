/** The page by which somebody who was called answers, without signing in. */
@NullMarked
package org.redeye.web.answer;

import org.jspecify.annotations.NullMarked;
