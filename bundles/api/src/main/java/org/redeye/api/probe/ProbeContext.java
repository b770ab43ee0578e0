package org.redeye.api.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** What a probe gets for one run. Thread-safe; of no use after the run. */
@ProviderType
public interface ProbeContext {

    /** The id of the check that is run. */
    String check();

    /** The name of the host; empty if the check has none. */
    String host();

    /** The address of the host, a name or an IP address; empty if the check has none. */
    String address();

    /** When the answer must be there. */
    Instant deadline();

    /** How long that is from now; never negative. */
    default Duration remaining() {
        Duration left = Duration.between(clock().instant(), deadline());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The time. */
    Clock clock();

    /** Notes a step of the run, for who reads it later; at most 200 lines of 500 characters are kept. Never a secret. */
    void log(String line);

    /**
     * Runs work that blocks on a thread of the platform: a virtual one where the JVM has them, else one of a bounded
     * pool. The thread is interrupted at the deadline.
     */
    <T> CompletionStage<T> blocking(Callable<T> work);
}
