package org.redeye.api.script;

import java.time.Duration;

/**
 * What became of a call.
 *
 * @param outcome how it ended
 * @param output the JSON value it answered; empty unless OK
 * @param message what went wrong and what would be right, one sentence with the program's name; empty if OK
 * @param errors the end of what it wrote to standard error, at most 64 KiB; told whatever the outcome
 * @param took how long it ran; zero if it was never started
 */
public record ScriptResult(Outcome outcome, String output, String message, String errors, Duration took) {

    /** How a call may end. */
    public enum Outcome {
        /** It answered with one JSON value. */
        OK,
        /** The package is not trusted. */
        REFUSED,
        /** There is no such program in the package's folder, or none that can be started. */
        MISSING,
        /** Too many calls wait already. */
        BUSY,
        /** Its time was over; it was killed. */
        TIMEOUT,
        /** It wrote too much; it was killed. */
        FLOODED,
        /** It ended with an exit code other than 0. */
        DIED,
        /** What it wrote is not one JSON value. */
        NOT_JSON
    }

    /** Whether there is an answer. */
    public boolean ok() {
        return outcome == Outcome.OK;
    }
}
