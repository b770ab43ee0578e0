package org.redeye.api.alert;

import java.util.Locale;

/** How bad it is. Each is worse than those before it. */
public enum Severity {
    /** Worth knowing; wakes nobody. */
    INFO,
    /** Somebody should look during the day. */
    WARNING,
    /** Somebody must act now. */
    CRITICAL;

    /** The word for it in YAML, JSON and on screen: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
