/** From YAML to declarations: section types compile items, reconcilers keep reality equal to them. */
@NullMarked
@Export
@Version("1.1.0")
package org.redeye.api.section;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
