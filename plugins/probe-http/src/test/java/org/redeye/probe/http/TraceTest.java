package org.redeye.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How times are written. */
class TraceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.00 s",
        "99999, 0.000100 s",
        "100000, 0.000100 s",
        "654321, 0.000654 s",
        "1234567, 0.00123 s",
        "1999999999, 2.00 s",
        "12345678901, 12.3 s",
        "999499999999, 999 s",
        "999500000000, 1.00e+03 s",
    })
    void hasThreeDigits(long nanos, String text) {
        assertThat(Trace.seconds(nanos)).isEqualTo(text);
    }

    @Property
    void isWhatTheFormatterWrites(@ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long nanos) {
        String exact = String.format(Locale.ROOT, "%.3g s", new java.math.BigDecimal(nanos).movePointLeft(9));

        assertThat(Trace.seconds(nanos)).isEqualTo(nanos == 0 ? "0.00 s" : exact);
    }
}
