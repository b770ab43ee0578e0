package org.redeye.api.script;

import java.time.Duration;

/**
 * What became of a command. Immutable.
 *
 * @param outcome how it ended
 * @param exitCode 0 to 255; 128 and the number of the signal for one that was killed from outside; -1 unless ENDED
 * @param output what it wrote to standard output, as UTF-8; empty unless ENDED or TIMEOUT
 * @param errors the end of what it wrote to standard error, at most 64 KiB; told whatever the outcome
 * @param message what went wrong and what would be right, one sentence with the program's name; empty if ENDED
 * @param took how long it ran; zero if it was never started
 */
public record CommandResult(
        Outcome outcome, int exitCode, String output, String errors, String message, Duration took) {

    /** How a command may end. */
    public enum Outcome {
        /** It ended by itself, whatever its exit code. */
        ENDED,
        /** The package is not trusted. */
        REFUSED,
        /** There is no such program, or none that can be started. */
        MISSING,
        /** Too many commands wait already. */
        BUSY,
        /** Its time was over; it was killed. */
        TIMEOUT,
        /** It wrote too much; it was killed. */
        FLOODED
    }
}
