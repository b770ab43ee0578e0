package org.redeye.registry;

import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.redeye.registry.Survey.Finding;

/**
 * Failures that are believed only once they have stood for a while: a bundle that is just being started looks for some
 * milliseconds like one that cannot start. Used by one thread at a time.
 */
final class Doubts {
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private Map<String, Long> before = Map.of();
    private Map<String, Long> now = new HashMap<>();

    /** Begins a new round: what nobody doubts in a round is forgotten. */
    void nextRound() {
        before = now;
        now = new HashMap<>();
    }

    /** The failure if it has stood long enough, else that the bundle is being started. */
    Finding confirm(Bundle bundle, Finding failure) {
        String doubt = bundle.getBundleId() + " " + failure.reason();
        long time = System.nanoTime();
        long since = before.getOrDefault(doubt, time);
        now.put(doubt, since);
        return time - since < PATIENCE_NANOS ? Finding.settling("its bundle is being started") : failure;
    }
}
