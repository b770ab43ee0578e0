package org.redeye.api.check;

import java.util.Locale;
import org.redeye.api.probe.Status;

/** The state a check is in. */
public enum CheckState {
    /** The last run was as it should be. */
    OK,
    /** The last run found less than asked for. */
    WARNING,
    /** The last run found the target broken. */
    CRITICAL,
    /** The last run could say nothing about the target. */
    UNKNOWN,
    /** It has not run yet, or cannot: the reason says what it needs. */
    PENDING;

    /** The state that follows from a probe's status. */
    public static CheckState of(Status status) {
        return switch (status) {
            case OK -> OK;
            case WARNING -> WARNING;
            case CRITICAL -> CRITICAL;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** The word for it in JSON and on screen: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
