package org.redeye.probe.tcp;

import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import org.redeye.api.probe.Reason;

/** What the exceptions of a socket mean. The JDK tells most of it by type; the text may be in the user's language. */
final class Failures {

    private Failures() {}

    /** Why a connection was not made. */
    static Reason connecting(Throwable failed) {
        if (failed instanceof ConnectException) { // ECONNREFUSED or ETIMEDOUT
            return text(failed).contains("timed out") ? Reason.TIMEOUT : Reason.REFUSED;
        }
        // no route, network or host unreachable, or forbidden by the node's firewall
        return failed instanceof SocketException ? Reason.UNREACHABLE : Reason.RESET;
    }

    /** The exception of the work itself. */
    static Throwable cause(Throwable failed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : null;
        return cause == null ? failed : cause;
    }

    /** What the system said. */
    static String text(Throwable failed) {
        String message = failed.getMessage();
        return message == null || message.isBlank() ? failed.getClass().getSimpleName() : message;
    }
}
