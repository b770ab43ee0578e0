/** Graphs over HTTP: the pictures, and a page around them that needs no script. */
@NullMarked
package org.redeye.web.graph;

import org.jspecify.annotations.NullMarked;
