/** Commands on other machines, over SSH (RFC 4251 to 4254): host keys checked, connections shared. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.ssh;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
