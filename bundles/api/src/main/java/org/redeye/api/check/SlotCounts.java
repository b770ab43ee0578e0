package org.redeye.api.check;

/**
 * What became of a check's slots since the engine took it over.
 *
 * @param done ran and gave an outcome
 * @param late of these, began more than a tenth of the interval (and at least 100 ms) after their time
 * @param skippedOverload never ran: no room on this node in time, or the run before was still going on
 * @param skippedProbe never ran: the probe was not there during the whole slot
 * @param skippedClock never ran: the clock jumped over them
 */
public record SlotCounts(long done, long late, long skippedOverload, long skippedProbe, long skippedClock) {

    /** None yet. */
    public static final SlotCounts ZERO = new SlotCounts(0, 0, 0, 0, 0);
}
