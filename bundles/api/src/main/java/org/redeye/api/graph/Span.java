package org.redeye.api.graph;

import java.time.Duration;

/** The stretch of time of a graph. */
public sealed interface Span {

    /** The longest stretch: 20 years of 366 days, in milliseconds. */
    long LONGEST = 20L * 366 * 86_400_000;

    /**
     * The time up to the last sample, and up to now when samples stay away.
     *
     * @param length 1 s to {@link #LONGEST}
     */
    record Last(Duration length) implements Span {

        /**
         * Checks the bounds.
         *
         * @throws IllegalArgumentException if the length is out of bounds; the message is a sentence
         */
        public Last {
            if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(Duration.ofMillis(LONGEST)) > 0) {
                throw new IllegalArgumentException("The range is " + length.toSeconds() + " s; expected 1 s to "
                        + LONGEST / 86_400_000 + " days.");
            }
        }
    }

    /**
     * A stretch that stands still.
     *
     * @param from milliseconds since the epoch, not negative
     * @param to milliseconds since the epoch, not part of it; 1 s to {@link #LONGEST} after {@code from}
     */
    record Between(long from, long to) implements Span {

        /**
         * Checks the bounds.
         *
         * @throws IllegalArgumentException if the times are out of bounds; the message is a sentence
         */
        public Between {
            if (from < 0 || to - from < 1000 || to - from > LONGEST) {
                throw new IllegalArgumentException("'from' is " + from + " and 'to' is " + to
                        + "; expected 'to' to be 1 s to " + LONGEST / 86_400_000 + " days after 'from'.");
            }
        }
    }
}
