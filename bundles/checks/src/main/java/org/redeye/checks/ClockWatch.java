package org.redeye.checks;

/** Reads both kinds of time together and tells when the wall clock has jumped. Not thread-safe. */
final class ClockWatch {

    /** A smaller difference between the two since the last look is slewing or rounding, no jump. */
    static final long TOLERANCE_MILLIS = 50;

    private static final int TRIES = 3;
    private static final long MILLI = 1_000_000;

    private final Timebase time;
    private long lastWall;
    private long lastNanos;

    ClockWatch(Timebase time) {
        this.time = time;
        this.lastWall = time.wall();
        this.lastNanos = time.nanos();
    }

    /**
     * Both times of one moment.
     *
     * @param wall milliseconds since the epoch
     * @param jump by how many milliseconds the wall clock has jumped since the last look; negative if it went back
     */
    record Moment(long wall, long nanos, long jump) {}

    Moment look() {
        long before = time.nanos();
        long wall = time.wall();
        long nanos = time.nanos();
        // a pause of the process between the two readings would look like a jump
        for (int i = 1; i < TRIES && nanos - before > MILLI; i++) {
            before = nanos;
            wall = time.wall();
            nanos = time.nanos();
        }
        long jump = wall - lastWall - (nanos - lastNanos) / MILLI;
        lastWall = wall;
        lastNanos = nanos;
        return new Moment(wall, nanos, Math.abs(jump) > TOLERANCE_MILLIS ? jump : 0);
    }
}
