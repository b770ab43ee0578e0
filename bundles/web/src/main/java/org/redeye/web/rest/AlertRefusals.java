package org.redeye.web.rest;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redeye.web.http.HttpProblem;

/** What the alerts engine refuses, as a client is told of it. */
final class AlertRefusals {

    private static final int LONGEST_REASON = 500;

    private AlertRefusals() {}

    /** 404 for an alert that is not known, 422 for what cannot be, 409 for what does not fit the state. */
    static <T> T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            boolean missing = message.startsWith("There is no alert") || message.startsWith("There is no silence");
            throw missing ? HttpProblem.notFound(message) : HttpProblem.unprocessable(message);
        } catch (IllegalStateException e) {
            throw HttpProblem.of(409, String.valueOf(e.getMessage()));
        }
    }

    static String reason(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw HttpProblem.unprocessable(
                    "'reason' has " + reason.length() + " characters; at most " + LONGEST_REASON + " are kept.");
        }
        return reason == null ? "" : reason;
    }
}
