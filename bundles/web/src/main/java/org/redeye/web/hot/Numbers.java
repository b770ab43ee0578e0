package org.redeye.web.hot;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Values of series as JSON: what is unknown is null, what is whole is short. */
final class Numbers {

    private static final double EXACT = 1L << 53;

    private Numbers() {}

    static void write(JsonGenerator json, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
