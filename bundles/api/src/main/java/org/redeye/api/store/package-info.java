/** What every store has in common. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
