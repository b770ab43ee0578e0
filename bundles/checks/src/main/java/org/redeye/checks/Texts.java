package org.redeye.checks;

import java.util.Locale;

/** Words for people. */
final class Texts {

    private Texts() {}

    /** A stretch of time: {@code 250 ms}, {@code 1.5 s}, {@code 90 s}. */
    static String seconds(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 1) {
            return Math.round(seconds * 1_000) + " ms";
        }
        return seconds == Math.rint(seconds)
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
