/** The one stream of what happens, for every face of the platform. */
@NullMarked
@Export
@Version("1.2.0")
package org.redeye.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
