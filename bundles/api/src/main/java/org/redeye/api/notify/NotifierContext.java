package org.redeye.api.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.redeye.api.graph.Picture;

/** What a notifier gets for one try. Thread-safe; of no use after it. */
@ProviderType
public interface NotifierContext {

    /** The package that declares the channel. */
    String packageName();

    /** When the answer must be there. */
    Instant deadline();

    /** How long that is from now; never negative. */
    default Duration remaining() {
        Duration left = Duration.between(clock().instant(), deadline());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The time. */
    Clock clock();

    /** Runs work that blocks on a thread of the platform, which is interrupted at the deadline. */
    <T> CompletionStage<T> blocking(Callable<T> work);

    /**
     * The graph of what the alert is about, as of now, as PNG of 600 × 240 pixels. May take a while: not for a thread that
     * must not block.
     *
     * @return empty if there is none, or it cannot be drawn
     */
    Optional<Picture> picture();
}
