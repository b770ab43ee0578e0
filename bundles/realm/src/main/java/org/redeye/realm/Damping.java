package org.redeye.realm;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing. Failures are counted for a name from an origin, for an origin, and for a name; from a number of
 * them on, each further failure doubles the time in which tries are refused, up to {@link #LONGEST}. A success forgets
 * what that name did from that origin, and a quiet hour forgets everything. Thread-safe.
 */
final class Damping {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final int PAIR_FAILURES = 5;
    static final int ORIGIN_FAILURES = 20;
    /** High, because strangers could otherwise lock a person out. */
    static final int NAME_FAILURES = 100;

    private static final int KEPT = 10_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** @param until nanoseconds on the clock before which tries are refused */
    private record Failures(int count, long at, long until) {}

    private record Limit(String key, int failures) {}

    private final LongSupplier nanos;
    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEPT;
        }
    };

    /** @param nanos a clock that never goes back, as {@link System#nanoTime} */
    Damping(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a try is refused now, without a look at the password. */
    synchronized boolean refuses(String name, String origin) {
        long now = nanos.getAsLong();
        return limits(name, origin).stream()
                .map(limit -> failures.get(limit.key))
                .anyMatch(known -> known != null && known.until - now > 0);
    }

    synchronized void failed(String name, String origin) {
        long now = nanos.getAsLong();
        for (Limit limit : limits(name, origin)) {
            Failures known = failures.get(limit.key);
            boolean recent = known != null && now - known.at < FORGOTTEN.toNanos();
            int count = recent ? known.count + 1 : 1;
            failures.put(limit.key, new Failures(count, now, now + pause(count - limit.failures)));
        }
    }

    synchronized void succeeded(String name, String origin) {
        failures.remove(limits(name, origin).get(0).key);
    }

    /** Nanoseconds of refusal after so many failures above the limit. */
    private static long pause(int above) {
        if (above < 0) {
            return 0;
        }
        return Math.min(LONGEST.toNanos(), SHORTEST.toNanos() << Math.min(above, 16));
    }

    private static List<Limit> limits(String name, String origin) {
        return List.of(
                new Limit("pair " + name + " " + origin, PAIR_FAILURES),
                new Limit("origin " + origin, ORIGIN_FAILURES),
                new Limit("name " + name, NAME_FAILURES));
    }
}
