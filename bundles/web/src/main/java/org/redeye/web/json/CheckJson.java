package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.SlotCounts;

/**
 * A check and how it stands. Times are milliseconds since the epoch, null where there is none yet.
 *
 * @param id its place
 * @param packageName in JSON {@code package}: what declares it
 * @param title its name for people
 * @param probe the id of its probe
 * @param host the name of the host; empty if none
 * @param address the address of the host; empty if none
 * @param state ok, warning, critical, unknown or pending
 * @param reason why it is not ok
 * @param message one sentence about the last run
 * @param since since when it is in this state
 * @param at when the last run was true
 * @param node where it runs
 * @param every seconds between two runs
 * @param next when it runs next
 * @param lateSeconds how late the last run began
 * @param tookSeconds how long it took
 * @param plugin plugin and version that ran it; empty before the first run
 * @param metrics what it measured
 * @param slots what became of its slots
 * @param evidence what the target answered when it broke a rule; only when one check is asked for
 * @param log what the probe noted; only when one check is asked for
 */
public record CheckJson(
        String id,
        @JsonProperty("package") String packageName,
        String title,
        String probe,
        String host,
        String address,
        String state,
        String reason,
        String message,
        long since,
        @Nullable Long at,
        String node,
        double every,
        @Nullable Long next,
        double lateSeconds,
        double tookSeconds,
        String plugin,
        Map<String, MetricJson> metrics,
        SlotsJson slots,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String evidence,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> log) {

    /** As it stands in lists. */
    public static CheckJson brief(CheckStatus status) {
        return of(status, null, null);
    }

    /** With evidence and log of the last run. */
    public static CheckJson full(CheckStatus status) {
        return of(
                status,
                status.last().map(CheckRun::evidence).orElse(""),
                status.last().map(CheckRun::log).orElse(List.of()));
    }

    private static CheckJson of(CheckStatus status, @Nullable String evidence, @Nullable List<String> log) {
        CheckDeclaration declared = status.declaration();
        return new CheckJson(
                status.id(),
                declared.packageName(),
                declared.title(),
                declared.probe(),
                declared.host(),
                declared.address(),
                status.state().word(),
                status.reason(),
                status.message(),
                status.since().toEpochMilli(),
                status.last().map(run -> run.at().toEpochMilli()).orElse(null),
                status.node(),
                seconds(status.every()),
                status.next().map(Instant::toEpochMilli).orElse(null),
                status.last().map(run -> seconds(run.late())).orElse(0.0),
                status.last().map(run -> seconds(run.took())).orElse(0.0),
                status.last().map(CheckRun::plugin).orElse(""),
                MetricJson.of(status.readings()),
                SlotsJson.of(status.counts()),
                evidence,
                log);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /**
     * What became of a check's slots.
     *
     * @param done ran
     * @param late of these, began late
     * @param skippedOverload no room on the node
     * @param skippedProbe the probe was away
     * @param skippedClock the clock jumped over them
     */
    public record SlotsJson(long done, long late, long skippedOverload, long skippedProbe, long skippedClock) {
        static SlotsJson of(SlotCounts counts) {
            return new SlotsJson(
                    counts.done(),
                    counts.late(),
                    counts.skippedOverload(),
                    counts.skippedProbe(),
                    counts.skippedClock());
        }
    }
}
