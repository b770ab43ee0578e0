/** Notifiers: plugins that carry a notice to a person or a machine. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.notify;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
