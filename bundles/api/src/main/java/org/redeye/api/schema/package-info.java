/** What data may look like: fields, their types, where they stand, and what is said when they are wrong. */
@NullMarked
@Export
@Version("1.2.0")
package org.redeye.api.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
