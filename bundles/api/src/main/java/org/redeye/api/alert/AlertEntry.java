package org.redeye.api.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One line of an alert's record: something that happened, with its reason. What an alert is follows from its entries alone.
 * Immutable.
 *
 * @param alert the id of the alert
 * @param seq 1 for the first entry of an alert, then one more each
 * @param at when
 * @param kind what happened
 * @param by who or what did it: a person, a user, a rule, {@code rem} for the engine itself
 * @param text one sentence for people, with the reason
 * @param data particulars, by name; values are text
 */
public record AlertEntry(
        String alert, long seq, Instant at, Kind kind, String by, String text, Map<String, String> data) {

    /** Copies the map. */
    public AlertEntry {
        data = Map.copyOf(data);
    }

    /** What may happen. */
    public enum Kind {
        /** It began. */
        OPENED,
        /** A condition joined it. */
        JOINED,
        /** A member changed: worse, better, another text. */
        CHANGED,
        /** A member recovered. */
        RECOVERED,
        /** A member is held: nobody is called about it. */
        HELD,
        /** A member is no longer held. */
        RELEASED,
        /** Where it is sent: the route, the role, who holds it, and why. */
        ROUTED,
        /** A step was left out, and why. */
        SKIPPED,
        /** A notice is about to be sent; its key says which. */
        SENDING,
        /** A notice was taken over by its gateway, with proof. */
        SENT,
        /** A notice was not taken over; it is tried again, or given up. */
        FAILED,
        /** Calling goes to the next step. */
        ESCALATED,
        /** Somebody took it. */
        ACKNOWLEDGED,
        /** It is taken no longer. */
        UNACKNOWLEDGED,
        /** It was given to somebody. */
        ASSIGNED,
        /** Somebody wrote a word about it. */
        NOTED,
        /** A script was run in answer. */
        RAN,
        /** It is over. */
        RESOLVED,
        /** It began again. */
        REOPENED;

        /** The word for it: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
