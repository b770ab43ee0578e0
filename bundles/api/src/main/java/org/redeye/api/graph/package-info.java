/** Pictures of series: drawn by the server once per change of the data, the same for everybody who looks. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.graph;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
