/** Programs that packages bring (JSON in, JSON out) and commands of this machine, in bounds. */
@NullMarked
@Export
@Version("1.1.0")
package org.redeye.api.script;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
