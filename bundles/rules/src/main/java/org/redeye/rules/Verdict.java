package org.redeye.rules;

/** What one test says. */
enum Verdict {
    /** It is in order. */
    GOOD,
    /** It is out of order. */
    BAD,
    /** Nothing is known: this neither begins nor ends anything. */
    UNKNOWN
}
