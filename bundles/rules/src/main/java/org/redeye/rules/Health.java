package org.redeye.rules;

import java.util.List;
import org.redeye.api.platform.Meter;

/** The engine's own readings. */
final class Health {

    private final Engine engine;

    Health(Engine engine) {
        this.engine = engine;
    }

    List<Meter> read() {
        int[] counts = engine.evaluator.read(rules -> {
            var count = new int[3];
            rules.values().forEach(rule -> {
                count[0]++;
                count[1] += rule.firing;
                count[2] += rule.broken.isEmpty() ? 0 : 1;
            });
            return count;
        });
        return List.of(
                Meter.gauge("rules_count", "Rules that are declared", counts[0]),
                Meter.gauge("rules_broken", "Rules that cannot be tested", counts[2]),
                Meter.gauge("rules_subjects", "Checks and series that rules watch", engine.evaluator.subjects()),
                Meter.gauge("rules_firing", "Subjects that are out of order", counts[1]),
                Meter.counter("rules_evaluations_total", "Tests of rules", engine.evaluator.evaluations()),
                Meter.gauge("rules_waiting", "Samples that rules have not looked at yet", engine.inbox.waiting()),
                Meter.counter(
                        "rules_samples_dropped_total", "Samples that came too fast for rules", engine.inbox.dropped()),
                Meter.counter(
                        "rules_subjects_left_out_total",
                        "Subjects that are not watched because there are too many",
                        engine.evaluator.leftOut()),
                Meter.gauge("rules_pasts_waiting", "Windows whose past is still to be read", engine.past.waiting()),
                Meter.counter(
                        "rules_pasts_left_out_total",
                        "Windows that fill anew because too many waited for their past",
                        engine.past.leftOut()),
                Meter.counter(
                        "rules_reports_total",
                        "Conditions that the alerts engine took over",
                        engine.reporter.reports.sum()),
                Meter.counter(
                        "rules_report_failures_total",
                        "Reports that the alerts engine did not take over",
                        engine.reporter.failures.sum()),
                Meter.gauge("rules_reports_waiting", "Conditions to be reported", engine.reporter.waiting()),
                Meter.gauge("rules_states_waiting", "States that wait for the state store", engine.keeper.waiting()),
                Meter.counter(
                        "rules_states_failures_total", "Failed tries to keep states", engine.keeper.failures.sum()));
    }
}
