/** How a plugin says what it is, and how the platform lists what there is. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
