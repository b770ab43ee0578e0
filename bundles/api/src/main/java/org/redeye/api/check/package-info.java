/** Checks as the checks engine runs them: declared, scheduled, with the state they are in. */
@NullMarked
@Export
@Version("1.2.0")
package org.redeye.api.check;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
