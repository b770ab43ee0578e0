package org.redeye.api.series;

/** How several samples become one point. Unknown samples count in none of them. */
public enum Consolidation {
    /** Their mean. */
    AVERAGE,
    /** The smallest. */
    MIN,
    /** The largest. */
    MAX
}
