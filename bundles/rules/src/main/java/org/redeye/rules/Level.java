package org.redeye.rules;

import java.util.Locale;

/** How a rule stands for one subject; the ordinal is the value of its series. */
enum Level {
    /** In order. */
    OK,
    /** Out of order, but not long enough. */
    PENDING,
    /** Out of order. */
    FIRING;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
