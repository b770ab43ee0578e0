/** What a probe is given and what it answers. */
@NullMarked
@Export
@Version("1.2.0")
package org.redeye.api.probe;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
