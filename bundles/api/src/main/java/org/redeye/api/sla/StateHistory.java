package org.redeye.api.sla;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.redeye.api.check.CheckState;

/** In which states checks were, to the millisecond, for 400 days. Thread-safe; survives {@code kill -9}. */
@ProviderType
public interface StateHistory {

    /**
     * The states of a check that touch [from, to), oldest first and without a gap: what nobody watched (the node was off, the
     * check was not declared) is PENDING.
     *
     * @throws org.redeye.api.store.StoreException if it cannot be read
     */
    List<Stretch> states(String check, Instant from, Instant to);

    /**
     * A stretch of time in one state.
     *
     * @param state the state
     * @param from when it begins
     * @param until when it ends
     */
    record Stretch(CheckState state, Instant from, Instant until) {}
}
