package org.redeye.alerts;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.redeye.api.platform.Meter;

/** What the engine counts. Thread-safe. */
final class Tally {

    final LongAdder conditions = new LongAdder();
    final LongAdder opened = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder givenUp = new LongAdder();
    final LongAdder unrouted = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder unstored = new LongAdder();

    List<Meter> read() {
        return List.of(
                Meter.counter("alerts_conditions_total", "Conditions that were reported", conditions.sum()),
                Meter.counter("alerts_opened_total", "Alerts that were opened", opened.sum()),
                Meter.counter("alerts_notices_sent_total", "Notices that a gateway has taken over", sent.sum()),
                Meter.counter("alerts_notices_failed_total", "Tries to send a notice that failed", failed.sum()),
                Meter.counter("alerts_notices_given_up_total", "Notices that were given up", givenUp.sum()),
                Meter.counter("alerts_unrouted_total", "Alerts about which nobody was called", unrouted.sum()),
                Meter.counter("alerts_dropped_total", "Old alerts and entries that were removed", dropped.sum()),
                Meter.counter("alerts_refused_total", "Reports that had no room and were refused", refused.sum()),
                Meter.counter("alerts_unstored_total", "Steps that could not be stored and wait", unstored.sum()));
    }
}
