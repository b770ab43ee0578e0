package org.redeye.checks;

import java.time.Clock;

/** The two kinds of time: the wall clock, which says when something was true and may jump, and one that only runs. */
interface Timebase {

    /** Milliseconds since the epoch; may jump. */
    default long wall() {
        return clock().millis();
    }

    /** Nanoseconds since some moment; never goes back. */
    long nanos();

    /** The wall clock. */
    Clock clock();

    /** That of this machine. */
    static Timebase system() {
        Clock clock = Clock.systemUTC();
        return new Timebase() {
            @Override
            public long wall() {
                return System.currentTimeMillis();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Clock clock() {
                return clock;
            }
        };
    }
}
