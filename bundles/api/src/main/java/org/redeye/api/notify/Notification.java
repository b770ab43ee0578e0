package org.redeye.api.notify;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.redeye.api.alert.Alert;

/**
 * One notice to one address. Immutable.
 *
 * @param key the same for each try of this notice and for no other; letters, digits, dots and dashes, at most 100
 * @param purpose what it is for
 * @param to the address as the contact has it; may be empty
 * @param person the name for people of who is called; empty if it is no person
 * @param subject one line
 * @param text plain text, lines of any length
 * @param alert the alert as it was when the notice was made; empty if it is about none
 * @param count the how-many-eth notice about the alert it is, from 1; 0 if it is about none
 * @param links addresses by their word: {@code acknowledge} (one click, signed, ends), {@code alert} (its page)
 * @param at when it was made
 */
public record Notification(
        String key,
        Purpose purpose,
        String to,
        String person,
        String subject,
        String text,
        Optional<Alert> alert,
        int count,
        Map<String, String> links,
        Instant at) {

    /** Copies the map. */
    public Notification {
        links = Map.copyOf(links);
    }

    /**
     * A notice that somebody sends to see whether it arrives.
     *
     * @param to the address
     * @param by who sends it
     * @param node the node it comes from
     */
    public static Notification test(String to, String by, String node, Instant at) {
        return new Notification(
                "test-" + UUID.randomUUID(),
                Purpose.TEST,
                to,
                "",
                "Test notice of " + node,
                by + " wants to see whether notices of " + node + " arrive here. Nothing is wrong.",
                Optional.empty(),
                0,
                Map.of(),
                at);
    }

    /** What a notice is for. */
    public enum Purpose {
        /** Something is wrong. */
        ALERT,
        /** It still is. */
        REMINDER,
        /** It is over. */
        RESOLVED,
        /** Somebody wants to see whether it arrives. */
        TEST,
        /** All is well: a sign that notices arrive at all. */
        SIGN_OF_LIFE;

        /** The word for it: lower case with dashes. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
