package org.redeye.shell;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as tables show them. */
final class Values {
    private static final MathContext DIGITS = new MathContext(6);

    private Values() {}

    /** Six digits, without an exponent; "unknown" for what is not known, which is not zero. */
    static String show(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
