package org.redeye.api.alert;

import java.util.Locale;

/**
 * Why nobody is called about a member although it is out of order.
 *
 * @param kind what holds it
 * @param by the id of what holds it: a silence, a maintenance window, the check of the parent that is down
 * @param because one sentence for people
 */
public record Hold(Kind kind, String by, String because) {

    /** What may hold a call back. */
    public enum Kind {
        /** What it stands on is down, and called about instead. */
        DEPENDENCY,
        /** It is being worked on. */
        MAINTENANCE,
        /** Somebody wants no calls about it for a while. */
        SILENCE,
        /** It comes and goes too often; it is called about once. */
        FLAPPING;

        /** The word for it: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
