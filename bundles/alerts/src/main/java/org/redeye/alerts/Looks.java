package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.redeye.api.check.Checks;

/**
 * Runs checks once more before somebody is called: whether what a condition stands on is really up or down. A look is over
 * when its checks have run, or after {@link #DEADLINE}. Not thread-safe.
 */
final class Looks {

    static final Duration DEADLINE = Duration.ofSeconds(15);

    /** So long after its run what a check found has reached the rules, and us. */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** Checks that are run for one condition. */
    private static final int MOST_CHECKS = 10;
    /** Looks that go on at a time; beyond that nobody is kept waiting. */
    private static final int MOST = 1000;

    private final Outside outside;
    private final Map<String, Look> looks = new HashMap<>();

    private static final class Look {
        private final Instant begun;
        private final AtomicBoolean ran = new AtomicBoolean();
        private Instant over = Instant.MAX;

        Look(Instant begun) {
            this.begun = begun;
        }
    }

    Looks(Outside outside) {
        this.outside = outside;
    }

    /** Whether a look for this purpose is over; begins it if there was none. */
    boolean over(String purpose, Collection<String> checks, Instant now) {
        Look look = looks.get(purpose);
        if (look == null) {
            Checks engine = outside.checks().orElse(null);
            List<String> known = engine == null
                    ? List.of()
                    : checks.stream()
                            .filter(id -> engine.find(id).isPresent())
                            .limit(MOST_CHECKS)
                            .toList();
            if (engine == null || known.isEmpty() || looks.size() >= MOST) {
                return true;
            }
            look = new Look(now);
            looks.put(purpose, look);
            begin(engine, known, look);
        }
        if (look.ran.get() && look.over.equals(Instant.MAX)) {
            look.over = now.plus(GRACE);
        }
        return !now.isBefore(look.over)
                || !now.isBefore(look.begun.plus(DEADLINE))
                || now.isBefore(look.begun); // the clock was set back
    }

    private static void begin(Checks engine, List<String> checks, Look look) {
        CompletableFuture<?>[] runs = checks.stream()
                .map(engine::run)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(runs).whenComplete((done, failure) -> look.ran.set(true));
    }

    /** What a purpose needed is done; the next time is a new look. */
    void forget(String purpose) {
        looks.remove(purpose);
    }
}
