package org.redeye.api.alert;

import java.util.Locale;

/** Where an alert stands. */
public enum AlertState {
    /** Something is wrong and nobody has taken it. */
    OPEN,
    /** Somebody has taken it; it is not fixed. */
    ACKNOWLEDGED,
    /** It is over: all its members recovered, or somebody said so. */
    RESOLVED;

    /** The word for it in JSON and on screen: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
