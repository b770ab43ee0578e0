package org.redeye.api.probe;

import java.util.List;

/**
 * What a probe answers. Immutable.
 *
 * @param status what it found
 * @param reason why it is not OK; NONE exactly if it is
 * @param message one sentence for people: what was expected, what was seen; at most 1,000 characters are kept
 * @param metrics what was measured, at most 10,000
 * @param evidence what the target answered when it broke a rule, to be read later; at most 64 KiB are kept; empty if none
 */
public record Outcome(Status status, Reason reason, String message, List<Metric> metrics, String evidence) {

    /**
     * Copies the metrics.
     *
     * @throws IllegalArgumentException if there is a reason with OK, or none with anything else
     */
    public Outcome {
        if ((status == Status.OK) != (reason == Reason.NONE)) {
            throw new IllegalArgumentException(
                    status + " with reason " + reason + ": OK has none, all others have one");
        }
        metrics = List.copyOf(metrics);
    }

    /** All is well. */
    public static Outcome ok(String message, List<Metric> metrics) {
        return new Outcome(Status.OK, Reason.NONE, message, metrics, "");
    }

    /** The target does not work as asked for. */
    public static Outcome critical(Reason reason, String message, List<Metric> metrics) {
        return new Outcome(Status.CRITICAL, reason, message, metrics, "");
    }

    /** The target works, but not as well as asked for. */
    public static Outcome warning(Reason reason, String message, List<Metric> metrics) {
        return new Outcome(Status.WARNING, reason, message, metrics, "");
    }

    /** Nothing can be said about the target. */
    public static Outcome unknown(Reason reason, String message) {
        return new Outcome(Status.UNKNOWN, reason, message, List.of(), "");
    }

    /** The same with what the target answered. */
    public Outcome withEvidence(String text) {
        return new Outcome(status, reason, message, metrics, text);
    }
}
