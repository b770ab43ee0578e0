package org.redeye.api.check;

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
}
