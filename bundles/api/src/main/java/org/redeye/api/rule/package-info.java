/** Rules: what makes a condition of samples and states. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.rule;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
