package org.redeye.alerts;

import static org.redeye.api.alert.AlertEntry.Kind.SENDING;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a notice that was not taken over is tried again: after 5 s, then twice as long each time up to 1 min, for 10 min. */
final class Backoff {

    static final Duration LENGTH = Duration.ofMinutes(10);

    private static final long LEAST = 5;
    private static final long MOST = 60;

    private Backoff() {}

    static Duration pause(int attempts) {
        return Duration.ofSeconds(Math.min(MOST, LEAST << Math.min(8, Math.max(0, attempts - 1))));
    }

    /** Whether a notice that has failed at a time is given up. */
    static boolean over(Notice notice, Instant at) {
        return over(notice.attempts(), notice.first(), at);
    }

    static boolean over(int attempts, Instant first, Instant at) {
        return at.plus(pause(attempts)).isAfter(first.plus(LENGTH));
    }

    static Optional<Due> again(Notice notice) {
        if (notice.state() != Notice.State.FAILED) {
            return Optional.empty();
        }
        String text = "Tries the " + Words.nth(notice.attempts() + 1) + " time: "
                + notice.data().getOrDefault("title", notice.person()) + " by "
                + notice.data().getOrDefault("contact", notice.channel()) + ".";
        return Optional.of(new Due(
                notice.last().plus(pause(notice.attempts())),
                Draft.of(SENDING, text).with(notice.data())));
    }
}
