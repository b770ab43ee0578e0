/** How texts are matched wherever people write patterns: globs, and regular expressions that give up in time, times that recur. */
@NullMarked
@Export
@Version("1.1.0")
package org.redeye.api.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
