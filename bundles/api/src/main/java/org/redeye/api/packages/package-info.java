/**
 * The packages in force: their text, their problems, the plan of a change, the history of changes, and
 * the edits of a text that somebody works on.
 */
@NullMarked
@Export
@Version("1.2.0")
package org.redeye.api.packages;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
