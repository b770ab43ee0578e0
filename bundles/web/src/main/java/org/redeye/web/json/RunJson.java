package org.redeye.web.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.redeye.api.check.CheckRun;
import org.redeye.api.probe.Reason;

/**
 * One run of a check.
 *
 * @param at when it was true, milliseconds since the epoch
 * @param status ok, warning, critical or unknown
 * @param reason why it is not ok; empty if it is
 * @param message one sentence for people
 * @param tookSeconds how long it took
 * @param metrics what it measured
 * @param evidence what the target answered when it broke a rule
 * @param log what the probe noted
 * @param plugin plugin and version that ran it
 */
public record RunJson(
        long at,
        String status,
        String reason,
        String message,
        double tookSeconds,
        Map<String, MetricJson> metrics,
        String evidence,
        List<String> log,
        String plugin) {

    /** A run that has ended. */
    public static RunJson of(CheckRun run) {
        return new RunJson(
                run.at().toEpochMilli(),
                run.status().name().toLowerCase(Locale.ROOT),
                run.reason() == Reason.NONE ? "" : run.reason().word(),
                run.message(),
                CheckJson.seconds(run.took()),
                MetricJson.of(run.readings()),
                run.evidence(),
                run.log(),
                run.plugin());
    }
}
