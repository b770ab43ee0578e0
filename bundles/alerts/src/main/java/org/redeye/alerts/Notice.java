package org.redeye.alerts;

import java.time.Instant;
import java.util.Map;
import org.redeye.api.notify.Notification.Purpose;

/**
 * One notice to one contact and what became of it. Immutable.
 *
 * @param key its key, the same for each try
 * @param data what its first entry says: round, step, person, title, contact, channel, to, purpose, count
 * @param state what became of it
 * @param attempts how often it was tried
 * @param first when it was tried first
 * @param last when its state was reached
 */
record Notice(String key, Map<String, String> data, State state, int attempts, Instant first, Instant last) {

    /** What may become of a notice. */
    enum State {
        /** It is on its way, or was when the process died. */
        SENDING,
        /** Its gateway has it. */
        SENT,
        /** It is tried again. */
        FAILED,
        /** It is not tried any more. */
        GIVEN_UP,
        /** It was left out. */
        SKIPPED
    }

    /** Whether this contact is of no use. */
    boolean dead() {
        return state == State.GIVEN_UP || state == State.SKIPPED;
    }

    String person() {
        return data.getOrDefault("person", "");
    }

    String channel() {
        return data.getOrDefault("channel", "");
    }

    Purpose purpose() {
        return Purpose.valueOf(data.getOrDefault("purpose", Purpose.ALERT.name()));
    }

    int count() {
        return Integer.parseInt(data.getOrDefault("count", "1"));
    }

    Notice now(State next, Instant at) {
        return new Notice(key, data, next, attempts, first, at);
    }

    Notice again(Instant at) {
        return new Notice(key, data, State.SENDING, attempts + 1, first, at);
    }
}
