/** Files for browsers: the console and the modules of widgets. */
@NullMarked
package org.redeye.web.files;

import org.jspecify.annotations.NullMarked;
