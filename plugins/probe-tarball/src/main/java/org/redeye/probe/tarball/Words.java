package org.redeye.probe.tarball;

import java.time.Duration;

/** Times as people say them. */
final class Words {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** A name as it can stand in one line. */
    static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    /** Two units at most: {@code 2d 3h}, {@code 4m 5s}, {@code 6s}. */
    static String time(Duration time) {
        long seconds = Math.abs(time.toSeconds());
        String words = seconds >= DAY
                ? seconds / DAY + "d " + seconds % DAY / HOUR + "h"
                : seconds >= HOUR
                        ? seconds / HOUR + "h " + seconds % HOUR / MINUTE + "m"
                        : seconds >= MINUTE ? seconds / MINUTE + "m " + seconds % MINUTE + "s" : seconds + "s";
        return time.isNegative() ? "-" + words : words;
    }
}
