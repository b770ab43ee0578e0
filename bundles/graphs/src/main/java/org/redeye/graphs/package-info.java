/** The graphs engine: reads series, lays out a graph, draws it as SVG or PNG, keeps what it drew. */
@NullMarked
package org.redeye.graphs;

import org.jspecify.annotations.NullMarked;
