/** Pages that packages declare, and the widgets on them. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
