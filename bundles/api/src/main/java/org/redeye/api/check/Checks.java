package org.redeye.api.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The checks engine. Thread-safe; a list is a snapshot.
 *
 * <p>After each run an event of the type {@code check} is published with {@code id, state, reason, message, since, at,
 * late_seconds, metrics} (a list of {@code name, item, unit, value}), and {@code changed} (whether the state did); after a check is declared or removed one of
 * the type {@code checks} with {@code added, changed, removed} (lists of ids).
 */
@ProviderType
public interface Checks {

    /** All checks, ordered by id. */
    List<CheckStatus> list();

    /** One check. */
    Optional<CheckStatus> find(String id);

    /**
     * Runs a check now, beside its schedule. The result becomes its state and its samples are stored like any other.
     *
     * @return the run; completes exceptionally with {@link IllegalArgumentException} if there is no such check and with
     *     {@link IllegalStateException} (the message says what it needs) if it cannot run
     */
    CompletionStage<CheckRun> run(String id);

    /**
     * Looks closely at a check for a short while: runs it at an interval of its own, beside its schedule and within the
     * same limits of concurrency. Its state, its series and its slots are left as they are. After each of these runs an
     * event of the type {@code watch} is published with {@code watch, check, at, status, reason, message, metrics}.
     *
     * @param id the check
     * @param every the time between two runs, 200 ms to 1 minute; no run takes longer
     * @param length how long, up to 10 minutes and 600 runs
     * @return the watch, which has begun
     * @throws IllegalArgumentException if there is no such check, or the times are out of bounds
     * @throws IllegalStateException if 16 watches are going on already, or the check cannot run; the message says why
     */
    Watch watch(String id, Duration every, Duration length);

    /** A watch that is going on, or is over: the last 64 are remembered until the engine ends. */
    Optional<Watch> watched(String watch);

    /** Ends a watch before its time; what it has seen is kept. Does nothing if it is over or not known. */
    void endWatch(String watch);
}
