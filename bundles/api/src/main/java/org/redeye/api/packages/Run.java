package org.redeye.api.packages;

import java.time.Duration;
import java.util.List;

/**
 * What became of a run, or what would be done in it.
 *
 * @param packageName the package
 * @param section the section
 * @param dryRun whether nothing was called
 * @param ok whether every step ended well, or for a dry run could be called
 * @param took how long it took
 * @param steps the outermost steps, in order
 */
public record Run(String packageName, String section, boolean dryRun, boolean ok, Duration took, List<Step> steps) {

    /** Copies the list. */
    public Run {
        steps = List.copyOf(steps);
    }

    /** How a step stands. */
    public enum State {
        /** It calls nothing itself: a group, or a section whose items are the steps. */
        GROUP,
        /** It would be called. */
        PLANNED,
        /** It ended well. */
        OK,
        /** It failed, or could not be called; the message says why. */
        FAILED,
        /** It was not reached, because one before it failed or the time was over. */
        SKIPPED
    }

    /**
     * One step, or what holds steps.
     *
     * @param name its key
     * @param id its address within the package
     * @param program the program that is called; empty for a group
     * @param input the JSON value that it gets, secrets masked; empty for a group
     * @param state how it stands
     * @param output the JSON value that it answered; empty unless OK
     * @param message what went wrong; empty if nothing did
     * @param took how long it took; zero if it was not called
     * @param steps what it holds, performed after it
     */
    public record Step(
            String name,
            String id,
            String program,
            String input,
            State state,
            String output,
            String message,
            Duration took,
            List<Step> steps) {

        /** Copies the list. */
        public Step {
            steps = List.copyOf(steps);
        }
    }
}
