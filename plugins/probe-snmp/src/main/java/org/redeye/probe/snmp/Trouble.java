package org.redeye.probe.snmp;

import org.redeye.api.probe.Reason;

/** Why a run did not get what it asked for, in words for people. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    Trouble(Reason reason, String message) {
        super(message, null, false, false); // where in the code it arose tells nobody anything
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** What it says. */
    String message() {
        return String.valueOf(getMessage());
    }
}
