/** Alerts: what is wrong, whom it concerns, what was done about it. Rules report conditions, people answer. */
@NullMarked
@Export
@Version("1.1.0")
package org.redeye.api.alert;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
