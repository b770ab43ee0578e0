/** What packages serve over HTTP: pages, functions (RPC), files, and the sites they are mounted in. */
@NullMarked
@Export
@Version("1.1.0")
package org.redeye.api.site;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
