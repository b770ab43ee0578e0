package org.redeye.net;

import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/**
 * What a run found out and what ends it. Thrown, or given to a future: its message is the sentence that people read. It has
 * no stack trace, because nothing broke.
 */
public final class Finding extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** @param message what happened, where, and what was expected */
    public Finding(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Whether it says nothing about the target: then the outcome is UNKNOWN. */
    boolean isOurs() {
        return switch (reason) {
            case SETTINGS, OVERLOAD, PERMISSION, BROKEN -> true;
            default -> false;
        };
    }

    /** The message. */
    public String sentence() {
        String message = getMessage();
        return message == null ? reason.word() : Outcomes.oneLine(message);
    }

    /** As an outcome without metrics, of which nothing can be said. */
    public Outcome unknown() {
        return Outcome.unknown(reason, sentence());
    }
}
