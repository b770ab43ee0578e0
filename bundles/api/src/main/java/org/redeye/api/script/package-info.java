/** Programs that packages bring: JSON in, JSON out, in bounds. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.script;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
