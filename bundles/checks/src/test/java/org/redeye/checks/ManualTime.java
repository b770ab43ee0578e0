package org.redeye.checks;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that stands still until it is moved. */
final class ManualTime implements Timebase {

    private volatile long wall;
    private volatile long nanos = Long.MAX_VALUE - 5_000_000_000L; // System.nanoTime may overflow too

    ManualTime(String start) {
        wall = Instant.parse(start).toEpochMilli();
    }

    /** Both kinds of time go on. */
    void pass(long millis) {
        wall += millis;
        nanos += millis * 1_000_000L;
    }

    /** The wall clock jumps. */
    void jump(long millis) {
        wall += millis;
    }

    @Override
    public long wall() {
        return wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(wall);
            }
        };
    }
}
