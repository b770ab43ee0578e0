/** Service levels: how good something shall be over a window, and how good it was. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.sla;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
