package org.redeye.api.probe;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Looks at one thing once (plugin kind {@code probe}). Thread-safe. A probe owns no schedule, no retry and no state
 * about targets: the platform does. It may own what its protocol needs (a socket, a client), opened when it is activated
 * and closed when it is deactivated.
 *
 * @param <C> its configuration, a record whose components carry {@link org.redeye.api.schema.Field}
 */
@ConsumerType
public interface Probe<C extends Record> {

    /**
     * Looks. Returns at once where it can and completes the stage later; work that blocks goes through
     * {@link ProbeContext#blocking}.
     *
     * <p>The platform enforces the deadline: a stage that is not complete by then becomes UNKNOWN with TIMEOUT and is
     * cancelled, if it is a future. So a probe whose protocol can time out completes on its own a little earlier, with the
     * better answer (CRITICAL, TIMEOUT, and what it saw so far). An exception, thrown or through the stage, becomes
     * UNKNOWN with BROKEN.
     *
     * @param config the settings, validated and bound
     */
    CompletionStage<Outcome> probe(C config, ProbeContext context);

    /**
     * To whom a run with these settings goes over the network. The platform asks it when a run got no answer: before a
     * target is blamed, the node looks whether its own network is there. Without input or output.
     *
     * @param address the address of the host that the check looks at; empty if none
     * @return a name or an IP address; empty if the run leaves this machine alone or for places that nobody can name
     */
    default String target(C config, String address) {
        return address;
    }

    /** How many runs of this probe may be in flight on a node, 1 to 100,000; further ones wait their turn. */
    default int concurrency() {
        return 512;
    }
}
