package org.redeye.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when a test says so. It has the two times a machine has: wall and monotonic. Thread-safe. */
public final class ManualClock extends Clock {

    private final Times times;
    private final ZoneId zone;

    /** Stands at the beginning of 2026, UTC; the monotonic time is 0. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Stands at this time; the monotonic time is 0. */
    public ManualClock(Instant start) {
        this(new Times(start), ZoneOffset.UTC);
    }

    private ManualClock(Times times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /** Time goes by: both times move on. */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time goes by forwards only; to set the clock back, use jump");
        }
        times.move(time, time.toNanos());
    }

    /** Somebody sets the clock: the wall time moves, forwards or back; the monotonic time does not. */
    public void jump(Duration by) {
        times.move(by, 0);
    }

    /** The monotonic time in nanoseconds, as {@link System#nanoTime} has it; it never goes back. */
    public long nanos() {
        return times.nanos();
    }

    @Override
    public Instant instant() {
        return times.wall();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, seen from another zone. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(times, other);
    }

    private static final class Times {
        private Instant wall;
        private long nanos;

        Times(Instant wall) {
            this.wall = wall;
        }

        synchronized void move(Duration by, long monotonic) {
            wall = wall.plus(by);
            nanos += monotonic;
        }

        synchronized Instant wall() {
            return wall;
        }

        synchronized long nanos() {
            return nanos;
        }
    }
}
