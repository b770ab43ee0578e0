package org.redeye.api.query;

/**
 * A time in which a check gave no samples, and why.
 *
 * @param from milliseconds since the epoch
 * @param to milliseconds since the epoch, not part of it; 0 while it goes on
 * @param reason one word ({@code timeout}, {@code dns}), what the check needs ({@code needs probe:tcp}), or
 *     {@value #NOT_RUNNING}
 * @param message one sentence for people; empty if there is none
 */
public record Gap(long from, long to, String reason, String message) {

    /** The reason of the time in which this node did not run. */
    public static final String NOT_RUNNING = "not running";

    /** Whether it has a part in a stretch of time. */
    public boolean touches(long begin, long end) {
        return from < end && (to == 0 || to > begin);
    }
}
