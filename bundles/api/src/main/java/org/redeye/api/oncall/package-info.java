/** People, schedules and roles: who is on call, and how they are reached. */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.oncall;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
