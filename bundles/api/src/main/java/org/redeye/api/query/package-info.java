/** Questions about many series at once: points for charts, and what is reckoned from them. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.query;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
