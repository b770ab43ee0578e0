package org.redeye.probe.jdbc;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.redeye.api.probe.Reason;
import org.redeye.net.Failures;
import org.redeye.net.Finding;
import org.redeye.net.Outcomes;

/** What the exceptions of a database mean: by its SQLSTATE (ISO 9075-2, 24.1), or by what caused them. */
final class SqlFailures {

    private SqlFailures() {}

    /** @param secret what drivers must not repeat in a message */
    static Finding finding(SQLException failed, String secret) {
        String said = Failures.text(failed);
        String message = secret.isEmpty() ? said : said.replace(secret, "•••");
        String state = failed.getSQLState() == null ? "" : failed.getSQLState();
        return new Finding(
                reason(failed, state),
                "The database says "
                        + Outcomes.excerpt(message.lines().findFirst().orElse(""))
                        + (state.isEmpty() ? "." : " (SQLSTATE " + state + ")."));
    }

    private static Reason reason(SQLException failed, String state) {
        Throwable cause = failed;
        for (int i = 0; i < 10 && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Reason.DNS;
            }
            if (cause instanceof SocketTimeoutException || cause instanceof SQLTimeoutException) {
                return Reason.TIMEOUT;
            }
            if (cause instanceof ConnectException) {
                return Failures.connecting(cause);
            }
        }
        if (state.equals("57014")) { // the query was cancelled
            return Reason.TIMEOUT;
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> Reason.RESET;
            case "28" -> Reason.AUTHENTICATION;
            case "42" -> Reason.SETTINGS; // no such table, no right to read it, a mistake in the query
            default -> Reason.STATUS;
        };
    }
}
