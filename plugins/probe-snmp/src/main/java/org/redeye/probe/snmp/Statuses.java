package org.redeye.probe.snmp;

import org.redeye.api.probe.Reason;
import org.snmp4j.PDU;

/** What the error statuses of answers mean (RFC 3416, 3). */
final class Statuses {

    private Statuses() {}

    static Trouble of(PDU answer) {
        int status = answer.getErrorStatus();
        return switch (status) {
            case PDU.noAccess, PDU.authorizationError ->
                new Trouble(Reason.AUTHENTICATION, "does not let these credentials see it: " + words(answer));
            case PDU.tooBig -> new Trouble(Reason.SIZE, "says that even one value is too big for its answer");
            case PDU.noSuchName -> new Trouble(Reason.MISSING, "has no such object: " + words(answer));
            default -> new Trouble(Reason.STATUS, "answered with an error: " + words(answer));
        };
    }

    private static String words(PDU answer) {
        int index = answer.getErrorIndex();
        String at = index > 0 && index <= answer.size()
                ? " at " + answer.get(index - 1).getOid()
                : "";
        return answer.getErrorStatusText() + " (" + answer.getErrorStatus() + ")" + at;
    }
}
