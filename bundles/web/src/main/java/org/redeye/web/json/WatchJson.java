package org.redeye.web.json;

import java.util.List;
import org.redeye.api.check.Watch;

/**
 * A close look at a check, as far as it has come. Times are milliseconds since the epoch.
 *
 * @param id its own id
 * @param check the id of the check
 * @param every seconds between two runs
 * @param from when it began
 * @param until when it ends, or has ended
 * @param over whether there will be no more runs
 * @param skipped runs that were due but had no room, or no probe
 * @param runs what was found, the oldest first
 */
public record WatchJson(
        String id, String check, double every, long from, long until, boolean over, long skipped, List<RunJson> runs) {

    /** A watch as the engine tells of it. */
    public static WatchJson of(Watch watch) {
        return new WatchJson(
                watch.id(),
                watch.check(),
                CheckJson.seconds(watch.every()),
                watch.from().toEpochMilli(),
                watch.until().toEpochMilli(),
                watch.over(),
                watch.skipped(),
                watch.runs().stream().map(RunJson::of).toList());
    }
}
