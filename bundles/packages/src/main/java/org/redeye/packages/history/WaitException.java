package org.redeye.packages.history;

import java.io.IOException;

/** Nothing can be committed for now, for a reason that somebody else has to end. */
final class WaitException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message the reason and what ends it, for people */
    WaitException(String message) {
        super(message);
    }
}
