package org.redeye.api.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How good something was. An immutable snapshot.
 *
 * @param declaration what was asked for
 * @param from where the window begins
 * @param to the time it was reckoned for
 * @param up the time in which it was up
 * @param down the time in which it was down
 * @param unknown the time of which nobody knows: counts neither as up nor as down
 * @param excluded the time of maintenance
 * @param availability up of up and down, 0 to 1; NaN if nothing is known
 * @param budget the time it may be down in the whole window
 * @param left what is left of it; negative if it is used up
 * @param burns the rates at which the budget is used up now, in the order of the declaration; NaN if not known
 * @param outages when it was down, newest first; at most 1,000
 * @param reason what is odd, such as that no check fits; empty if nothing is
 */
public record SlaStatus(
        SlaDeclaration declaration,
        Instant from,
        Instant to,
        Duration up,
        Duration down,
        Duration unknown,
        Duration excluded,
        double availability,
        Duration budget,
        Duration left,
        List<Double> burns,
        List<Outage> outages,
        String reason) {

    /** Copies the lists. */
    public SlaStatus {
        burns = List.copyOf(burns);
        outages = List.copyOf(outages);
    }

    /**
     * A stretch in which it was down.
     *
     * @param from when it began
     * @param until when it ended, or the time it was reckoned for
     * @param checks the checks that were down
     */
    public record Outage(Instant from, Instant until, List<String> checks) {
        /** Copies the list. */
        public Outage {
            checks = List.copyOf(checks);
        }
    }
}
