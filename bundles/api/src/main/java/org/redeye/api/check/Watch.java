package org.redeye.api.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A close look at one check, as far as it has come. An immutable snapshot.
 *
 * @param id its own id
 * @param check the id of the check
 * @param every the time between two runs
 * @param from when it began
 * @param until when it ends, or has ended
 * @param over whether there will be no more runs
 * @param skipped how many runs were due but had no room, or no probe
 * @param runs what was found, the oldest first; at most 600
 */
public record Watch(
        String id,
        String check,
        Duration every,
        Instant from,
        Instant until,
        boolean over,
        long skipped,
        List<CheckRun> runs) {

    /** Copies the list. */
    public Watch {
        runs = List.copyOf(runs);
    }
}
