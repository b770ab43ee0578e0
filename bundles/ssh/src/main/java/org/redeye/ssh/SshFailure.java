package org.redeye.ssh;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.SshTarget;

/** Why a connection was not made, or a command did not end; the message is for people. */
final class SshFailure extends Exception {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 300;
    private static final int MOST_CAUSES = 8;

    private final Reason reason;
    private final boolean known;

    SshFailure(Reason reason, String message) {
        this(reason, true, message);
    }

    SshFailure(Reason reason, boolean known, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.known = known;
    }

    Reason reason() {
        return reason;
    }

    boolean known() {
        return known;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** What an exception means that ended a connection before the user was logged in. */
    static SshFailure of(Throwable failed, SshTarget target, Link.Stage stage) {
        Throwable cause = root(failed);
        if (cause instanceof SshFailure known) {
            return known;
        }
        String place = target.place();
        String said = said(cause);
        if (cause instanceof UnknownHostException) {
            return new SshFailure(Reason.DNS, "The name '" + target.address() + "' could not be resolved.");
        }
        if (stage == Link.Stage.CONNECT) {
            Reason reason = cause instanceof ConnectException && !said.contains("timed out")
                    ? Reason.REFUSED
                    : said.contains("timed out") ? Reason.TIMEOUT : Reason.UNREACHABLE;
            return new SshFailure(
                    cause instanceof NoRouteToHostException ? Reason.UNREACHABLE : reason, place + ": " + said + ".");
        }
        if (said.contains("No more authentication methods")) {
            return new SshFailure(
                    Reason.AUTHENTICATION,
                    place + " does not let the user '" + target.user() + "' in: the " + login(target)
                            + " was not accepted.");
        }
        boolean cut = cause instanceof SocketException || said.contains("closed") || said.contains("reset");
        return new SshFailure(
                cut ? Reason.RESET : Reason.PROTOCOL,
                place + (cut ? " ended the connection while " : " does not speak SSH as expected while ")
                        + stage.words() + ": " + said + ".");
    }

    private static String login(SshTarget target) {
        return target.login() instanceof SshTarget.Login.Key ? "key" : "password";
    }

    /** What really happened: the library and the JDK wrap it into exceptions that repeat it. */
    private static Throwable root(Throwable failed) {
        Throwable cause = failed;
        for (int i = 0; i < MOST_CAUSES && cause.getCause() != null && !(cause instanceof SshFailure); i++) {
            boolean wraps = cause instanceof CompletionException
                    || cause.getClass().getName().startsWith("org.apache.sshd")
                    || cause.getCause().toString().equals(cause.getMessage());
            if (!wraps) {
                break;
            }
            cause = cause.getCause();
        }
        return cause;
    }

    /** What the system said, without what a stranger may have put into it. */
    private static String said(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        String plain = text.replaceAll("\\p{Cntrl}", " ").strip().replaceAll("\\.+$", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
