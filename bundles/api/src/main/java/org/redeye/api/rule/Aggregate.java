package org.redeye.api.rule;

import java.util.Locale;

/** How samples of a window become one value. */
public enum Aggregate {
    /** The newest. */
    LAST,
    /** Their mean. */
    AVERAGE,
    /** The smallest: all of them are above a limit if it is. */
    MIN,
    /** The greatest: one of them is above a limit if it is. */
    MAX,
    /** Their sum. */
    SUM,
    /** How many there are. */
    COUNT,
    /** The newest less the oldest. */
    DELTA;

    /** The word for it in YAML and JSON: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
