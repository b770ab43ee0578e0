package org.redeye.net;

import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.redeye.api.probe.Reason;

/** What the exceptions of sockets mean. The JDK tells most of it by type; the text may be in the user's language. */
public final class Failures {

    private Failures() {}

    /** Why a connection was not made, or a datagram not sent. */
    public static Reason connecting(Throwable failed) {
        if (failed instanceof PortUnreachableException) {
            return Reason.REFUSED;
        }
        if (failed instanceof ConnectException) { // ECONNREFUSED or ETIMEDOUT
            return text(failed).contains("timed out") ? Reason.TIMEOUT : Reason.REFUSED;
        }
        // no route, network or host unreachable, or forbidden by the node's firewall
        return failed instanceof SocketException ? Reason.UNREACHABLE : Reason.RESET;
    }

    /** The exception of the work itself. */
    public static Throwable cause(Throwable failed) {
        Throwable cause = failed;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What the system said. */
    public static String text(Throwable failed) {
        if (failed instanceof PortUnreachableException) { // comes without a word
            return "nobody listens on this port";
        }
        String message = failed.getMessage();
        return message == null || message.isBlank() ? failed.getClass().getSimpleName() : message;
    }
}
