package org.redeye.probe.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.concurrent.CompletionException;
import org.redeye.api.probe.Reason;

/** Why there is no answer to judge. The message is a sentence for people and never holds a secret. */
final class Failure extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    Failure(Reason reason, String message) {
        super(message, null, false, false); // what a target does wrong deserves no stack trace
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** Why a connection was not made. The JDK tells by type; the text may be in the user's language. */
    static Reason connecting(Throwable failed) {
        if (failed instanceof ConnectException) { // ECONNREFUSED or ETIMEDOUT
            return text(failed).contains("timed out") ? Reason.TIMEOUT : Reason.REFUSED;
        }
        return failed instanceof NoRouteToHostException || text(failed).contains("nreachable")
                ? Reason.UNREACHABLE
                : Reason.RESET;
    }

    /** What the system said. */
    static String text(Throwable failed) {
        String message = failed.getMessage();
        return message == null || message.isBlank() ? failed.getClass().getSimpleName() : message;
    }

    /** The exception of the work itself. */
    static Throwable cause(Throwable failed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : null;
        return cause == null ? failed : cause;
    }
}
