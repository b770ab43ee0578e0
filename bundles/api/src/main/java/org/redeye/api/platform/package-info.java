/** The running instance itself: its node name, folders, version and meters. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.platform;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
