package org.redeye.api.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The alerts engine: makes alerts of conditions, calls people until somebody answers, keeps the record. Thread-safe. What a
 * call has changed survives {@code kill -9}.
 *
 * <p>After each change an event of the type {@code alert} is published with {@code id, state, severity, title, role, firing,
 * kind, text}: the alert, and the entry that changed it.
 *
 * <p>Errors: a name that is not known gives {@link IllegalArgumentException}, a change that does not fit the state (a second
 * acknowledgement, resolving what is resolved) {@link IllegalStateException}; the message is a sentence for people.
 */
@ProviderType
public interface Alerts {

    /**
     * Takes over what was found.
     *
     * @return completes when it is kept; exceptionally with {@link org.redeye.api.store.StoreException} if it was not, then
     *     who reports does so again
     */
    CompletionStage<Void> report(List<Condition> conditions);

    /** Alerts, worst first: by whether they are open, severity, then the newest; what is resolved by its end. */
    List<Alert> list(AlertQuery query);

    /** One alert, also a resolved one as long as it is kept. */
    Optional<Alert> find(String id);

    /**
     * What nobody is called about because of an alert, in other alerts: it stands on a check that is out of order in this one.
     * In order of their alerts; empty if there is no such alert.
     */
    List<Held> held(String id);

    /** The record of an alert after an entry, oldest first; at most {@code limit}, 1 to 10,000. */
    List<AlertEntry> entries(String id, long after, int limit);

    /** The record of all alerts of a stretch of time, oldest first; at most {@code limit}, 1 to 10,000. */
    List<AlertEntry> entries(Instant from, Instant to, int limit);

    /**
     * Somebody takes an alert: calling stops.
     *
     * @param until when it ends by itself; empty for never
     */
    Alert acknowledge(String id, String by, String reason, Optional<Instant> until);

    /** Nobody has it any more: calling begins anew. */
    Alert unacknowledge(String id, String by, String reason);

    /** It is over, whatever its conditions say; it opens again when one of them recovers and fires anew. */
    Alert resolve(String id, String by, String reason);

    /** It is not over. */
    Alert reopen(String id, String by, String reason);

    /** Gives it to a person: that person is called now, and has not acknowledged yet. */
    Alert assign(String id, String person, String by, String reason);

    /**
     * Writes a word into its record; 1 to 2,000 characters. What the rule of a member says (its id is {@code by}) is what it has
     * run, so it is an entry of the kind {@link AlertEntry.Kind#RAN}.
     */
    Alert note(String id, String by, String text);

    /** Silences that hold or will, in order of their end; at most 10,000. */
    List<Silence> silences();

    /**
     * Begins a silence.
     *
     * @return it, with its id
     */
    Silence silence(Silence silence);

    /** Ends a silence now. */
    void endSilence(String id, String by);

    /**
     * Why somebody was, or was not, called in a stretch of time; for a time to come, whom an alert of this condition would
     * call, by the schedules as they are planned now.
     *
     * @param person the name of the person
     * @return in order: each step with its reason
     */
    List<AlertEntry> why(String person, Instant from, Instant to);

    /**
     * Whom a condition would call, and when, if it were found at a time and nobody answered, as it is set up now. Sends
     * nothing and changes nothing.
     *
     * @param length how long it would last, up to 31 days
     * @return the steps: routed, skipped, sending, escalated, resolved
     */
    List<AlertEntry> foresee(Condition condition, Instant at, java.time.Duration length);
}
