package org.redeye.web.json;

import java.time.Duration;
import org.redeye.api.oncall.Share;

/** How much of a schedule a person has. */
public record ShareJson(
        String person, String title, int shifts, double totalSeconds, double nightSeconds, double weekendSeconds) {

    /** A share. */
    public static ShareJson of(Share share, String title) {
        return new ShareJson(
                share.person(),
                title,
                share.shifts(),
                seconds(share.total()),
                seconds(share.nights()),
                seconds(share.weekends()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
