package org.redeye.checks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.check.CheckState;
import org.redeye.api.platform.Meter;

/** The engine's own readings. */
final class Health {

    private static final int MOST_PROBES = 100;
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private final Core core;
    private final Roster roster;
    private final StateKeeper states;

    Health(Core core, Roster roster, StateKeeper states) {
        this.core = core;
        this.roster = roster;
        this.states = states;
    }

    List<Meter> read() {
        var meters = new ArrayList<Meter>();
        checks(meters);
        core.locked(() -> {
            slots(meters);
            probes(meters);
        });
        meters.add(Meter.counter(
                "checks_samples_total", "Samples handed to the series engine", core.results.samples.sum()));
        meters.add(Meter.counter(
                "checks_metrics_left_out_total",
                "Metrics of probes that broke a bound or a rule",
                core.results.leftOut.sum()));
        meters.add(Meter.gauge(
                "checks_network_gone",
                "Whether a witness says that this node's network is gone: 1 or 0",
                core.network().suspected() ? 1 : 0));
        meters.add(Meter.counter(
                "checks_excused_total",
                "Outcomes that were not blamed on the target because this node's network was gone",
                core.network().excused.sum()));
        meters.add(Meter.gauge("checks_states_waiting", "States that wait for the state store", states.waiting()));
        meters.add(Meter.counter("checks_states_written_total", "States written", states.writes.sum()));
        meters.add(
                Meter.counter("checks_states_failures_total", "Failed tries to write states", states.failures.sum()));
        return meters;
    }

    private void checks(List<Meter> meters) {
        Map<CheckState, Integer> counts = new EnumMap<>(CheckState.class);
        int waiting = 0;
        for (Check check : roster.all()) {
            counts.merge(check.view.standing().state(), 1, Integer::sum);
            waiting += core.locked(() -> waits(check)) ? 1 : 0;
        }
        for (CheckState state : CheckState.values()) {
            meters.add(Meter.gauge("checks_count", "Checks by state", counts.getOrDefault(state, 0))
                    .with("state", state.word()));
        }
        meters.add(Meter.gauge("checks_waiting", "Slots that are due and have not begun", waiting));
    }

    private static boolean waits(Check check) {
        Run run = check.run;
        return check.wanted != Schedule.NONE || (run != null && run.phase != Run.Phase.RUNNING);
    }

    private void slots(List<Meter> meters) {
        long now = core.time.nanos();
        Lateness late = core.tally.lateness;
        String help = "How late slots began during the last minute";
        meters.add(
                Meter.gauge("checks_late_seconds", help, late.max(now) / MILLIS).with("quantile", "1"));
        meters.add(Meter.gauge("checks_late_seconds", help, late.quantile(0.99, now) / MILLIS)
                .with("quantile", "0.99"));
        meters.add(Meter.counter("checks_runs_total", "Runs that gave an outcome", core.tally.runs));
        core.tally.skipped.forEach((cause, count) ->
                meters.add(Meter.counter("checks_skipped_total", "Slots that were not run, by cause", count)
                        .with("cause", cause.word())));
        core.tally.reasons.forEach((reason, count) ->
                meters.add(Meter.counter("checks_outcomes_total", "Outcomes by reason; none is OK", count)
                        .with("reason", reason.word())));
        meters.add(Meter.gauge("checks_in_flight", "Runs that have a place", core.gates.inFlight()));
    }

    private void probes(List<Meter> meters) {
        int replaced = core.probes().hungReplaced();
        int hung = replaced;
        int listed = 0;
        for (ProbeEntry probe : core.probes().all()) {
            hung += probe.hung();
            if (listed++ < MOST_PROBES) {
                meters.add(Meter.counter("checks_probe_runs_total", "Runs by probe", probe.runs.sum())
                        .with("probe", probe.name));
                meters.add(Meter.counter(
                                "checks_probe_seconds_total", "Time spent in runs by probe", probe.nanos.sum() / NANOS)
                        .with("probe", probe.name));
                meters.add(Meter.gauge("checks_probe_in_flight", "Runs that have a place by probe", probe.gate.used())
                        .with("probe", probe.name));
            }
        }
        meters.add(Meter.gauge("checks_hung", "Calls of probes that go on past their deadline", hung));
        meters.add(Meter.gauge("checks_hung_replaced", "Those of them whose probe was replaced since", replaced));
    }
}
