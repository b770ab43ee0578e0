/** Small named values that survive a crash. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.state;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
