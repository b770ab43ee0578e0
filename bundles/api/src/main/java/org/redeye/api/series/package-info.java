/** Samples, the series they form, and the stores that keep them. */
@NullMarked
@Export
@Version("1.2.0")
package org.redeye.api.series;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
