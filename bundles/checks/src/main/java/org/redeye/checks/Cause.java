package org.redeye.checks;

import java.util.Locale;

/** Why a slot was not run. */
enum Cause {
    /** No room on this node in time, or the run before was still going on. */
    OVERLOAD,
    /** The probe was not there, or did not take the settings, during the whole slot. */
    PROBE,
    /** The clock jumped over it. */
    CLOCK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
