package org.redeye.web.answer;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody may ask: so many times in a minute, then once for each share of it. Thread-safe, bounded. */
final class Rates {

    private static final int MINUTE = 60_000;
    /** Origins that are remembered; the one that was quiet for longest gives way. */
    private static final int MOST = 10_000;

    private final int perMinute;
    private final InstantSource clock;
    // guarded by this
    private final Map<String, long[]> levels = new LinkedHashMap<>(16, 0.75f, true);

    Rates(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes one. @return whether it was there to take */
    synchronized boolean take(String origin) {
        long now = clock.millis();
        long[] level = levels.computeIfAbsent(origin, any -> new long[] {(long) perMinute * MINUTE, now});
        long refilled = level[0] + Math.max(0, now - level[1]) * perMinute;
        level[0] = Math.min((long) perMinute * MINUTE, refilled);
        level[1] = now;
        if (levels.size() > MOST) {
            levels.remove(levels.keySet().iterator().next());
        }
        if (level[0] < MINUTE) {
            return false;
        }
        level[0] -= MINUTE;
        return true;
    }
}
