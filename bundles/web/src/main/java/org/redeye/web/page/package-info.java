/** Pages as declared, and the widgets on them. */
@NullMarked
package org.redeye.web.page;

import org.jspecify.annotations.NullMarked;
