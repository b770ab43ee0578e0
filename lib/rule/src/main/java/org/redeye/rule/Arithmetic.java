package org.redeye.rule;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.commons.jexl3.JexlArithmetic;
import org.redeye.api.text.Expression;

/** Reckons as JEXL does, strictly, and without what could take time or room without end: ranges and endless patterns. */
final class Arithmetic extends JexlArithmetic {

    /** How long one comparison with a pattern may take. */
    private static final long PATTERN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    Arithmetic() {
        super(true);
    }

    @Override
    public Boolean contains(Object container, Object value) {
        boolean pattern = container instanceof CharSequence || container instanceof Pattern;
        if (pattern && value != null) { // whatever JEXL has made of it, it is looked at with a deadline
            return Expression.of(container.toString()).matches(value.toString(), System.nanoTime() + PATTERN_NANOS);
        }
        return super.contains(container, value);
    }

    @Override
    public Iterable<?> createRange(Object from, Object to) {
        throw new ArithmeticException("ranges (from .. to) are no part of this language");
    }
}
