/** Serves the resources of all bundles below /api/v1, behind the gate, with roles, JSON and problems. */
@NullMarked
package org.redeye.web.whiteboard;

import org.jspecify.annotations.NullMarked;
